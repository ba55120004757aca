import { ModelError } from '../model-error';
import { joined, type WeightSpec } from '../tfjs/prepared';
import type { Hdf5Tensor } from './hdf5';
import type { LayerWeights } from './prepare-layers';
import { type FlatModel, isObject, type KerasObject, objectsIn, textIn } from './topology';

/** The weights of each kind of layer in the order in which Keras 3 numbers them: those that train first. */
function kindsOf(className: string, config: KerasObject): readonly string[] {
  const bias = config.use_bias === false ? [] : ['bias'];
  const gamma = config.scale === false ? [] : ['gamma'];
  const beta = config.center === false ? [] : ['beta'];
  switch (className) {
    case 'Conv2D':
    case 'Conv2DTranspose':
    case 'Dense':
      return ['kernel', ...bias];
    case 'DepthwiseConv2D':
      return ['depthwise_kernel', ...bias];
    case 'SeparableConv2D':
      return ['depthwise_kernel', 'pointwise_kernel', ...bias];
    case 'BatchNormalization':
      return [...gamma, ...beta, 'moving_mean', 'moving_variance'];
    case 'LayerNormalization':
      return [...gamma, ...beta];
    case 'PReLU':
      return ['alpha'];
    default:
      return [];
  }
}

interface Weight {
  readonly name: string;
  readonly tensor: Hdf5Tensor;
}

/**
 * Weights of an .h5 file: `model_weights/<layer>/…/<weight>:0`, where more groups may lie between for
 * models inside of the model (Keras's `legacy_h5_format.py`).
 */
export function h5Weights({ layers }: FlatModel, tensors: readonly Hdf5Tensor[]): LayerWeights {
  const classes = new Map(layers.map(({ name, class_name }) => [name, class_name]));
  const weights = tensors.flatMap((tensor): Weight[] => {
    const groups = tensor.path.slice(0, -1);
    const layer = groups.toReversed().find((group) => classes.has(group));
    if (layer === undefined) return [];
    const written = (tensor.path.at(-1) ?? '').replace(/:\d+$/, '').replace(/_\d+$/, '');
    const isDepthwise = classes.get(layer) === 'DepthwiseConv2D' && written === 'kernel';
    return [{ name: `${layer}/${isDepthwise ? 'depthwise_kernel' : written}`, tensor }];
  });
  return collect(weights);
}

/**
 * Weights of a .keras archive: `layers/<class>/vars/<number>`, where classes of one kind are counted
 * (`conv2d`, `conv2d_1`) and models inside of the model have `layers` of their own (Keras's
 * `saving_lib.py`). The first versions said `_layer_checkpoint_dependencies` for `layers`.
 */
export function archiveWeights(model: KerasObject, tensors: readonly Hdf5Tensor[]): LayerWeights {
  const byPath = new Map(
    tensors.map((tensor) => [
      tensor.path.map((part) => (part === '_layer_checkpoint_dependencies' ? 'layers' : part)).join('/'),
      tensor,
    ]),
  );
  const weights: Weight[] = [];
  const walk = (container: KerasObject, path: string): void => {
    const used = new Map<string, number>();
    const config = isObject(container.config) ? container.config : {};
    for (const layer of objectsIn(config.layers)) {
      const className = textIn(layer.class_name);
      const plain = snakeCase(className);
      const count = used.get(plain) ?? 0;
      used.set(plain, count + 1);
      const here = `${path}layers/${count === 0 ? plain : `${plain}_${count}`}/`;
      const inner = isObject(layer.config) ? layer.config : {};
      if (Array.isArray(inner.layers)) walk(layer, here);
      const name = textIn(layer.name) || textIn(inner.name);
      kindsOf(className, inner).forEach((kind, i) => {
        const tensor = byPath.get(`${here}vars/${i}`);
        if (tensor) weights.push({ name: `${name}/${kind}`, tensor });
      });
    }
  };
  walk(model, '');
  return collect(weights);
}

/** As Keras does in `naming.py`: `Conv2D` is `conv2d`, `BatchNormalization` is `batch_normalization`. */
export const snakeCase = (name: string): string =>
  name
    .replace(/\W+/g, '')
    .replace(/(.)([A-Z][a-z]+)/g, '$1_$2')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase();

function collect(weights: readonly Weight[]): LayerWeights {
  if (weights.length === 0) {
    throw new ModelError('bad-keras', 'The file holds no weights of the layers that it describes.');
  }
  const specs = weights.map(
    ({ name, tensor }): WeightSpec => ({ name, shape: tensor.shape, dtype: 'float32' }),
  );
  const bytes = joined(
    weights.map(({ tensor: { data } }) => new Uint8Array(data.buffer, data.byteOffset, data.byteLength)),
  );
  return { specs, bytes };
}
