import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { INFERENCE } from '../../../src/engine/networks/modes';
import type { Body } from '../../../src/engine/networks/network';
import { openBody } from '../../../src/engine/networks/open-body';
import { readWeights } from '../../../src/engine/networks/weights';
import type { ModelFiles } from '../../../src/engine/platform/platform';
import { shippedBackbones } from '../../../src/plan/shipped/index';
import { start } from '../backend/start';
import { difference, images } from './numbers';
import { backboneSpec, platform } from './specs';

beforeAll(() => start('wasm'));

const SIZE = 96;
const BACKBONES = ['mobilenet-v3-coco', 'mobilenet-v2'];

/** The output at the cut as the library itself computes it. */
async function reference(id: string, cut: string, x: tf.Tensor): Promise<tf.Tensor> {
  const { json, weights }: ModelFiles = await platform.model(id);
  const groups = json.weightsManifest as { weights: tf.io.WeightsManifestEntry[] }[];
  const handler: tf.io.IOHandler = {
    load: async () => ({
      modelTopology: json.modelTopology as object,
      weightSpecs: groups.flatMap((group) => group.weights),
      weightData: weights,
    }),
  };
  const { preprocessing } = backboneSpec(id, SIZE).input;
  const input = tf.tidy(() => tf.add(tf.mul(x, preprocessing.scale), preprocessing.offset));
  if (json.format === 'graph-model') {
    const model = await tf.loadGraphModel(handler);
    const output = model.execute(input, cut) as tf.Tensor;
    model.dispose();
    input.dispose();
    return output;
  }
  const model = await tf.loadLayersModel(handler);
  const part = tf.model({ inputs: model.inputs, outputs: model.getLayer(cut).output });
  const output = part.predict(input) as tf.Tensor;
  model.dispose();
  input.dispose();
  return output;
}

describe.each(BACKBONES)('the body of %s', (id) => {
  const spec = backboneSpec(id, SIZE);
  const count = spec.blocks.length;
  let tensorsBefore = 0;
  let body: Body;
  let x: tf.Tensor4D;

  beforeEach(async () => {
    tensorsBefore = tf.memory().numTensors;
    body = await openBody(spec, platform);
    x = images(2, SIZE);
  });
  afterEach(() => {
    body.dispose();
    x.dispose();
    expect(tf.memory().numTensors).toBe(tensorsBefore);
  });

  it('gives what the library gives for the whole network, folded batch norm included', async () => {
    const expected = await reference(id, spec.blocks.at(-1) ?? '', x);
    const output = body.forward(x, 0, count, INFERENCE);
    expect(output.shape).toEqual(expected.shape);
    expect(difference(expected, output)).toBeLessThan(1e-4);
    tf.dispose([expected, output]);
  });

  it('gives the same block by block, with the shapes that the catalog states', () => {
    const stated = shippedBackbones.find((info) => info.id === id)?.blocks[SIZE] ?? [];
    const whole = body.forward(x, 0, count, INFERENCE);
    let value: tf.Tensor = x.clone();
    for (let block = 0; block < count; block++) {
      const next = body.forward(value, block, block + 1, INFERENCE);
      value.dispose();
      value = next;
      expect(value.shape.slice(1)).toEqual(stated[block]?.shape);
    }
    expect(difference(whole, value)).toBeLessThan(1e-5);
    tf.dispose([whole, value]);
  });

  it('has as many parameters in each block as the catalog states', () => {
    const stated = shippedBackbones.find((info) => info.id === id)?.blocks[SIZE] ?? [];
    for (let block = 0; block < count; block++) {
      const parameters = body.parameters(block, block + 1);
      expect(parameters.reduce((sum, { variable }) => sum + variable.size, 0)).toBe(stated[block]?.params);
    }
    const names = body.parameters(0, count).map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(body.parameters(0, 1)[0]?.variable).toBe(body.parameters(0, 1)[0]?.variable);
  });

  it('holds nothing more after many passes', () => {
    const pass = () => body.forward(x, 0, count, INFERENCE).dispose();
    pass();
    const { numTensors, numBytes } = tf.memory();
    for (let i = 0; i < 3; i++) pass();
    expect(tf.memory()).toMatchObject({ numTensors, numBytes });
  });

  it('notices when a folded weight changes', () => {
    const [first] = body.parameters(0, 1);
    const before = body.forward(x, 0, 1, INFERENCE);
    tf.tidy(() => first?.variable.assign(tf.mul(first.variable, 0.5)));
    const after = body.forward(x, 0, 1, INFERENCE);
    expect(difference(before, after)).toBeGreaterThan(0.01);
    tf.dispose([before, after]);
  });

  it('opens with the weights that a training left', async () => {
    tf.tidy(() => {
      for (const { variable } of body.parameters(count - 1, count)) variable.assign(tf.mul(variable, 1.1));
    });
    const weights = await readWeights(body.parameters(count - 1, count));
    const expected = body.forward(x, 0, count, INFERENCE);
    const again = await openBody({ ...spec, body: { op: 'trained-body', base: spec.body } }, platform, {
      ...weights,
      'head/logits/bias': { shape: [3], data: new Float32Array(3) },
    });
    const output = again.forward(x, 0, count, INFERENCE);
    expect(difference(expected, output)).toBe(0);
    tf.dispose([expected, output]);
    again.dispose();
  });
});

it('names a weight that does not fit', async () => {
  const spec = backboneSpec('mobilenet-v2', SIZE);
  const { numTensors } = tf.memory();
  await expect(
    openBody(spec, platform, { 'Conv1/kernel': { shape: [2], data: new Float32Array(2) } }),
  ).rejects.toThrow('The weight "Conv1/kernel" does not fit. Expected shape [3,3,3,32]. Received [2].');
  expect(tf.memory().numTensors).toBe(numTensors);
});

it('names the file of a backbone that is missing, and finds it once it is there', async () => {
  const spec = backboneSpec('mobilenet-v2', SIZE);
  let there = false;
  const flaky: typeof platform = {
    ...platform,
    model: (id) => (there ? platform.model(id) : Promise.reject(new Error('weights.bin is missing.'))),
  };
  await expect(openBody(spec, flaky)).rejects.toThrow('weights.bin is missing');
  there = true;
  (await openBody(spec, flaky)).dispose();
});
