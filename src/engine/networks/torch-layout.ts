import type { ParameterSpec } from '../../plan/architectures/parameters';

/**
 * The one place that knows both layouts. In a `WeightMap`, in model files and on the backend a network's
 * weights bear PyTorch's names but have TensorFlow's axes: convolutions [h, w, in, out] where PyTorch has
 * [out, in, h, w], depthwise ones [h, w, channels, 1] for [channels, 1, h, w], dense ones [in, out] for
 * [out, in]. A dense layer's inputs stay in PyTorch's order, channel first.
 */
const TO_TF: Readonly<Record<ParameterSpec['layout'], readonly number[]>> = {
  conv: [2, 3, 1, 0],
  depthwise: [2, 3, 0, 1],
  linear: [1, 0],
  vector: [0],
};

const TO_TORCH: typeof TO_TF = {
  conv: [3, 2, 0, 1],
  depthwise: [2, 3, 0, 1],
  linear: [1, 0],
  vector: [0],
};

type Laid = Pick<ParameterSpec, 'layout' | 'shape'>;

/** The shape that the engine gives a weight. */
export const tfShape = ({ layout, shape }: Laid): number[] => TO_TF[layout].map((axis) => shape[axis] ?? 1);

/** Values in PyTorch's layout as the engine has them. */
export const fromTorch = ({ layout, shape }: Laid, values: Float32Array): Float32Array =>
  transposed(values, shape, TO_TF[layout]);

/** Values as the engine has them in PyTorch's layout. */
export const toTorch = (parameter: Laid, values: Float32Array): Float32Array =>
  transposed(values, tfShape(parameter), TO_TORCH[parameter.layout]);

/** Axis k of the result is axis `order[k]` of the values. */
function transposed(values: Float32Array, shape: readonly number[], order: readonly number[]): Float32Array {
  const count = shape.reduce((product, length) => product * length, 1);
  if (values.length !== count) {
    throw new Error(`A weight of shape [${shape}] has ${values.length} values. Expected ${count}.`);
  }
  if (order.length === 1) return values.slice();
  const lengths = order.map((axis) => shape[axis] ?? 1);
  const strides = order.map((axis) => shape.slice(axis + 1).reduce((product, length) => product * length, 1));
  const result = new Float32Array(count);
  const last = lengths.length - 1;
  const inner = lengths[last] ?? 1;
  const innerStride = strides[last] ?? 1;
  const at = lengths.map(() => 0);
  for (let to = 0, from = 0; to < count; ) {
    for (let i = 0; i < inner; i++) result[to + i] = values[from + i * innerStride] ?? 0;
    to += inner;
    // Counts up all axes but the last.
    for (let axis = last - 1; axis >= 0; axis--) {
      const position = (at[axis] ?? 0) + 1;
      from += strides[axis] ?? 0;
      if (position < (lengths[axis] ?? 1)) {
        at[axis] = position;
        break;
      }
      from -= position * (strides[axis] ?? 0);
      at[axis] = 0;
    }
  }
  return result;
}
