import { ModelError } from '../model-error';
import { type FlatLayer, isObject, type KerasObject, textIn } from './topology';

/** Layers that TF.js computes as Keras does, and how a map [h, w, c] leaves them. */
const KEEPS_MAP = [
  'InputLayer Conv2D Conv2DTranspose DepthwiseConv2D SeparableConv2D BatchNormalization LayerNormalization',
  'Activation ReLU LeakyReLU PReLU ELU ThresholdedReLU Softmax',
  'MaxPooling2D AveragePooling2D ZeroPadding2D Cropping2D UpSampling2D',
  'Add Subtract Multiply Average Maximum Minimum Concatenate',
  'Dropout SpatialDropout2D GaussianNoise GaussianDropout AlphaDropout Rescaling Dense Reshape',
]
  .join(' ')
  .split(' ');
const ENDS_MAP = ['Flatten', 'GlobalAveragePooling2D', 'GlobalMaxPooling2D', 'RepeatVector'];
const SUPPORTED = new Set([...KEEPS_MAP, ...ENDS_MAP]);

/** Activations that mean the same in Keras and TF.js. */
const ACTIVATIONS = new Set(
  'linear relu relu6 elu selu sigmoid tanh softmax softplus softsign swish gelu mish'.split(' '),
);
const RENAMED: Readonly<Record<string, string>> = { silu: 'swish' };

/** Names of layers that Graft cannot run, and why, one sentence each. */
export function unsupportedLayers(layers: readonly FlatLayer[], isKeras3: boolean): string[] {
  return layers.flatMap((layer) => faultOf(layer, isKeras3) ?? []);
}

function faultOf({ name, class_name, config }: FlatLayer, isKeras3: boolean): string | undefined {
  const called = `"${name}" (${class_name})`;
  if (class_name === 'Lambda') return `${called} holds code of its author, which is never run`;
  if (!SUPPORTED.has(class_name)) return `${called} is of a kind that Graft does not run`;
  if (Number(config.groups ?? 1) > 1 && class_name.startsWith('Conv'))
    return `${called} is a grouped convolution`;
  if (config.data_format === 'channels_first') return `${called} has its channels first`;
  const activation = activationName(config.activation);
  if (activation === 'hard_sigmoid' && !isKeras3) return undefined;
  if (activation !== undefined && !ACTIVATIONS.has(RENAMED[activation] ?? activation))
    return `${called} has the activation "${activation}"`;
  const bends = Number(config.negative_slope ?? 0) !== 0 || Number(config.threshold ?? 0) !== 0;
  if (class_name === 'ReLU' && bends) return `${called} is not flat below 0, or begins elsewhere`;
  return undefined;
}

/** A name, or since Keras 3 an object around one. */
function activationName(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string') return value;
  if (!isObject(value)) return '';
  return typeof value.config === 'string' ? value.config : textIn(value.class_name).toLowerCase();
}

/** Settings that TF.js does not know, or that hold what only training from scratch needs. */
const DROPPED =
  /_(regularizer|constraint)$|^(trainable|dtype|build_config|batch_shape|groups|synchronized|renorm.*|fused|virtual_batch_size|adjustment|ragged|sparse|optional|activity_regularizer|autocast|module|registered_name|keepdims)$/;

/** The settings of a layer in Keras 2's dialect, which TF.js reads. */
export function layerConfig({ class_name, config, name }: FlatLayer, isKeras3: boolean): KerasObject {
  const kept: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(config)) {
    if (DROPPED.test(key)) continue;
    // Every weight is read from the file: what it would start with is only work.
    if (key.endsWith('_initializer')) kept[key] = { class_name: 'Zeros', config: {} };
    else if (key === 'activation') kept[key] = renamed(activationName(value), name);
    else kept[key] = value;
  }
  kept.dtype = 'float32';
  switch (class_name) {
    case 'InputLayer':
      return {
        batch_input_shape: config.batch_input_shape ?? config.batch_shape,
        dtype: 'float32',
        sparse: false,
      };
    case 'BatchNormalization':
    case 'LayerNormalization':
    case 'Concatenate':
    case 'Softmax':
      return Array.isArray(config.axis) && config.axis.length === 1
        ? { ...kept, axis: config.axis[0] }
        : kept;
    case 'LeakyReLU': {
      const slope = isKeras3 ? config.negative_slope : config.alpha;
      const { negative_slope, ...others } = kept;
      return { ...others, alpha: slope ?? negative_slope ?? 0.3 };
    }
    case 'ReLU': {
      const { negative_slope, threshold, ...others } = kept;
      return others;
    }
    default:
      return kept;
  }
}

function renamed(activation: string | undefined, layer: string): string {
  if (activation === undefined) return 'linear';
  if (activation === '') throw new ModelError('bad-keras', `The activation of "${layer}" has no name.`);
  return RENAMED[activation] ?? activation;
}

/** `GlobalAveragePooling2D` with `keepdims`, which TF.js does not know: a reshape gives the same. */
export function keptDimensions(layers: readonly FlatLayer[]): FlatLayer[] {
  const standsFor = new Map<string, string>();
  return layers.flatMap((layer) => {
    const inputs = layer.inputs.map((name) => standsFor.get(name) ?? name);
    if (!ENDS_MAP.includes(layer.class_name) || layer.config.keepdims !== true) return [{ ...layer, inputs }];
    const name = `${layer.name}_keepdims`;
    standsFor.set(layer.name, name);
    const config = { target_shape: [1, 1, -1] };
    return [
      { ...layer, inputs },
      { name, class_name: 'Reshape', config, inputs: [layer.name] },
    ];
  });
}

/** The layers whose output is a map [height, width, channels]. */
export function mapLayers(layers: readonly FlatLayer[]): Set<string> {
  const maps = new Set<string>();
  for (const { name, class_name, config, inputs } of layers) {
    const makesMap =
      class_name === 'InputLayer' ||
      (class_name === 'Reshape' && Array.isArray(config.target_shape) && config.target_shape.length === 3);
    const keepsMap =
      class_name !== 'Reshape' && !ENDS_MAP.includes(class_name) && inputs.every((input) => maps.has(input));
    if (makesMap || (inputs.length > 0 && keepsMap)) maps.add(name);
  }
  return maps;
}
