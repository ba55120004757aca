import { describe, expect, it } from 'vitest';
import { flattenKeras } from '../../../../src/engine/models/keras/flatten';
import { layerConfig, unsupportedLayers } from '../../../../src/engine/models/keras/layer-config';
import { prepareLayers } from '../../../../src/engine/models/keras/prepare-layers';
import type { FlatLayer, KerasObject } from '../../../../src/engine/models/keras/topology';
import { snakeCase } from '../../../../src/engine/models/keras/weights';
import { ModelError } from '../../../../src/engine/models/model-error';

const layer = (
  class_name: string,
  name: string,
  inputs: string[] = [],
  config: KerasObject = {},
): KerasObject => ({
  class_name,
  name,
  config: { name, ...config },
  inbound_nodes: inputs.length > 0 ? [inputs.map((from) => [from, 0, 0, {}])] : [],
});
const input = (name: string, side: number | null = 8): KerasObject =>
  layer('InputLayer', name, [], { batch_input_shape: [null, side, side, 3] });
const functional = (
  layers: readonly KerasObject[],
  from: string,
  to: string,
  name = 'model',
): KerasObject => ({
  class_name: 'Functional',
  name,
  config: { name, layers, input_layers: [[from, 0, 0]], output_layers: [[to, 0, 0]] },
});
const wires = (model: KerasObject) =>
  flattenKeras(model).model.layers.map(({ name, inputs }) => `${name} < ${inputs.join(' ')}`);

const problemOf = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    if (error instanceof ModelError) return error.problem;
    throw error;
  }
  throw new Error('Nothing went wrong.');
};

describe('a sequential model', () => {
  const conv = layer('Conv2D', 'conv', [], { batch_input_shape: [null, 8, 8, 3] });

  it('gets wires, and an input where it has none', () => {
    const flat = flattenKeras({
      class_name: 'Sequential',
      config: { layers: [conv, layer('ReLU', 'relu')] },
    });
    expect(flat.model).toMatchObject({ input: 'sequential_input', output: 'relu' });
    expect(flat.model.layers[0]?.config.batch_input_shape).toEqual([null, 8, 8, 3]);
    expect(flat.model.layers.map(({ inputs }) => inputs)).toEqual([[], ['sequential_input'], ['conv']]);
  });

  it('may hold a backbone and augmentation, as tutorials build them', () => {
    const backbone = functional(
      [input('b_in'), layer('Conv2D', 'b_conv', ['b_in'])],
      'b_in',
      'b_conv',
      'backbone',
    );
    const model = {
      class_name: 'Sequential',
      config: {
        layers: [
          input('image'),
          layer('RandomFlip', 'flip'),
          layer('Rescaling', 'scale', [], { scale: 1 / 255 }),
          backbone,
          layer('GlobalAveragePooling2D', 'pool'),
          layer('Dense', 'dense'),
        ],
      },
    };
    expect(wires(model)).toEqual([
      'image < ',
      'scale < image',
      'b_conv < scale',
      'pool < b_conv',
      'dense < pool',
    ]);
    expect(flattenKeras(model).skipped).toEqual(['flip']);
  });
});

describe('a functional model', () => {
  it('is read in the dialect of Keras 3', () => {
    const tensor = (name: string) => ({
      class_name: '__keras_tensor__',
      config: { keras_history: [name, 0, 0] },
    });
    const node = (...args: unknown[]) => [{ args, kwargs: { training: false } }];
    const model = {
      class_name: 'Functional',
      config: {
        layers: [
          input('image'),
          { ...layer('Conv2D', 'a'), inbound_nodes: node(tensor('image')) },
          { ...layer('Add', 'sum'), inbound_nodes: node([tensor('image'), tensor('a')]) },
        ],
        input_layers: ['image', 0, 0],
        output_layers: ['sum', 0, 0],
      },
    };
    expect(wires(model)).toEqual(['image < ', 'a < image', 'sum < image a']);
  });

  it('is refused where a layer is used twice, or where it has two inputs', () => {
    const shared = {
      ...layer('Conv2D', 'a', ['image']),
      inbound_nodes: [[['image', 0, 0, {}]], [['a', 0, 0, {}]]],
    };
    expect(problemOf(() => wires(functional([input('image'), shared], 'image', 'a'))).message).toContain(
      'used 2 times',
    );
    const two = functional([input('x'), input('y'), layer('Add', 'sum', ['x', 'y'])], 'x', 'sum');
    const config = {
      ...(two.config as KerasObject),
      input_layers: [
        ['x', 0, 0],
        ['y', 0, 0],
      ],
    };
    expect(problemOf(() => wires({ ...two, config })).message).toContain('2 inputs');
  });

  it('is refused when its class is code of its author', () => {
    expect(problemOf(() => wires({ class_name: 'MyModel', config: {} })).code).toBe(
      'model/unsupported-layer',
    );
  });
});

describe('layers', () => {
  const flat = (class_name: string, config: KerasObject = {}): FlatLayer => ({
    name: 'x',
    class_name,
    config,
    inputs: ['image'],
  });
  const faults = (each: FlatLayer, isKeras3 = true) => unsupportedLayers([each], isKeras3).join();

  it.each([
    [flat('Lambda'), 'code of its author, which is never run'],
    [flat('TFOpLambda'), 'a kind that Graft does not run'],
    [flat('Conv2D', { groups: 4 }), 'grouped convolution'],
    [flat('Conv2D', { data_format: 'channels_first' }), 'channels first'],
    [flat('Activation', { activation: 'my_own' }), 'the activation "my_own"'],
    [flat('ReLU', { negative_slope: 0.1 }), 'not flat below 0'],
  ])('that cannot be run are named with the reason: %j', (each, reason) => {
    expect(faults(each)).toContain(reason);
  });

  it('mean another hard sigmoid in Keras 3 than in Keras 2 and TF.js', () => {
    const gate = flat('Activation', { activation: 'hard_sigmoid' });
    expect(faults(gate, false)).toBe('');
    expect(faults(gate, true)).toContain('"hard_sigmoid"');
  });

  it('lose what TF.js does not know, and keep what counts', () => {
    const conv = flat('Conv2D', {
      filters: 4,
      dtype: { class_name: 'DTypePolicy', config: { name: 'mixed_float16' } },
      kernel_initializer: { module: 'keras.initializers', class_name: 'VarianceScaling', config: {} },
      kernel_regularizer: { class_name: 'L2', config: {} },
      activation: { module: 'builtins', class_name: 'function', config: 'silu' },
    });
    expect(layerConfig(conv, true)).toEqual({
      filters: 4,
      dtype: 'float32',
      kernel_initializer: { class_name: 'Zeros', config: {} },
      activation: 'swish',
    });
    expect(layerConfig(flat('BatchNormalization', { axis: [3] }), false)).toMatchObject({ axis: 3 });
    expect(layerConfig(flat('LeakyReLU', { negative_slope: 0.2 }), true)).toMatchObject({ alpha: 0.2 });
  });

  it('are counted under names in snake case, as Keras writes them', () => {
    const names = ['Conv2D', 'BatchNormalization', 'DepthwiseConv2D', 'ReLU', 'InputLayer', 'PReLU'];
    expect(names.map(snakeCase)).toEqual([
      'conv2d',
      'batch_normalization',
      'depthwise_conv2d',
      're_lu',
      'input_layer',
      'p_re_lu',
    ]);
  });
});

describe('a prepared model', () => {
  const none = { specs: [], bytes: new Uint8Array() };

  it('lists all that cannot be run, but only as far as it is needed', () => {
    const model = functional(
      [
        input('image'),
        layer('Lambda', 'odd', ['image']),
        layer('Normalization', 'norm', ['odd']),
        layer('Conv2D', 'conv', ['norm']),
        layer('Flatten', 'flat', ['conv']),
        layer('Lambda', 'behind', ['flat']),
      ],
      'image',
      'behind',
    );
    const { message } = problemOf(() => prepareLayers(flattenKeras(model).model, none, false));
    expect(message).toContain('"odd" (Lambda)');
    expect(message).toContain('"norm" (Normalization)');
    expect(message).not.toContain('behind');
  });

  it('takes any size although the model was made for one, since its dense end is left out', () => {
    const model = functional(
      [
        input('image', 32),
        layer('Rescaling', 'scale', ['image'], { scale: 1 / 255 }),
        layer('Conv2D', 'conv', ['scale']),
        layer('Flatten', 'flat', ['conv']),
        layer('Dense', 'top', ['flat']),
      ],
      'image',
      'top',
    );
    const prepared = prepareLayers(flattenKeras(model).model, none, false);
    expect(prepared).toMatchObject({ side: 32, scalesPixels: true });
    expect(prepared.leftOut.join()).toContain('flat, top');
    expect(JSON.stringify(prepared.model.modelTopology)).toContain('[null,null,null,3]');
  });

  it('keeps dimensions of a pooling inside of a gate, which TF.js cannot', () => {
    const model = functional(
      [
        input('image'),
        layer('Conv2D', 'conv', ['image']),
        layer('GlobalAveragePooling2D', 'squeeze', ['conv'], { keepdims: true }),
        layer('Conv2D', 'excite', ['squeeze']),
        layer('Multiply', 'gate', ['conv', 'excite']),
      ],
      'image',
      'gate',
    );
    const { model: prepared } = prepareLayers(flattenKeras(model).model, none, false);
    expect(JSON.stringify(prepared.modelTopology)).toContain(
      '"inbound_nodes":[[["squeeze_keepdims",0,0,{}]]]',
    );
  });

  it('must take colour images', () => {
    const grey = functional(
      [
        layer('InputLayer', 'image', [], { batch_input_shape: [null, 28, 28, 1] }),
        layer('Conv2D', 'conv', ['image']),
      ],
      'image',
      'conv',
    );
    const problem = problemOf(() => prepareLayers(flattenKeras(grey).model, none, false));
    expect(problem).toMatchObject({ code: 'model/not-for-images', received: '[28, 28, 1]' });
  });
});
