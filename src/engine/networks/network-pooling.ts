import * as tf from '@tensorflow/tfjs';
import type { AdaptivePoolLayer, AveragePoolLayer, MaxPoolLayer } from '../../plan/architectures/network';
import { windowsAlong } from '../../plan/architectures/windows';
import { type Runner, single } from './step';

export const maxPooling = ({ size, stride, padding, ceil }: MaxPoolLayer): Runner => ({
  run(inputs) {
    const x = single(inputs) as tf.Tensor4D;
    const along = (axis: 0 | 1) =>
      windowsAlong(x.shape[axis + 1] ?? 0, size[axis], stride[axis], padding[axis], ceil);
    return tf.maxPool(x, [...size], [...stride], paddingOf(along(0), along(1)));
  },
});

/** Padding as the library takes it; with an overhang there is more of it at the end. */
const paddingOf = (
  rows: Readonly<Record<'before' | 'after', number>>,
  columns: typeof rows,
): tf.backend_util.ExplicitPadding => [
  [0, 0],
  [rows.before, Math.max(0, rows.after)],
  [columns.before, Math.max(0, columns.after)],
  [0, 0],
];

/**
 * The library's own pooling leaves the padding out of its averages. A depthwise convolution with equal
 * weights counts it, and its gradient is right too.
 */
export const averagePooling = ({ size, stride, padding }: AveragePoolLayer): Runner => ({
  run: (inputs) =>
    tf.tidy(() => {
      const x = single(inputs) as tf.Tensor4D;
      const [height, width] = size;
      if (padding[0] === 0 && padding[1] === 0) return tf.avgPool(x, [...size], [...stride], 'valid');
      const window = tf.fill([height, width, x.shape[3], 1], 1 / (height * width)) as tf.Tensor4D;
      const [rows, columns] = padding;
      return tf.depthwiseConv2d(x, window, [...stride], [
        [0, 0],
        [rows, rows],
        [columns, columns],
        [0, 0],
      ] as unknown as 'same');
    }),
});

/** Each output is the mean of its share of the map; shares overlap where the sides do not divide. */
export const adaptivePooling = ({ size: [height, width] }: AdaptivePoolLayer): Runner => ({
  run: (inputs) =>
    tf.tidy(() => {
      const x = single(inputs) as tf.Tensor4D;
      const [images, rows, columns, channels] = x.shape;
      if (height === rows && width === columns) return x.clone();
      if (height === 1 && width === 1) return tf.mean(x, [1, 2], true);
      const down = tf.matMul(
        shares(height, rows, images),
        tf.reshape(x, [images, rows, columns * channels]) as tf.Tensor3D,
      );
      const across = tf.matMul(
        shares(width, columns, images * height),
        tf.reshape(down, [images * height, columns, channels]),
      );
      return tf.reshape(across, [images, height, width, channels]);
    }),
});

/** [copies, count, side]: row i takes the mean of pixels ⌊i·side/count⌋ to ⌈(i+1)·side/count⌉. */
function shares(count: number, side: number, copies: number): tf.Tensor3D {
  const rows = Array.from({ length: count }, (_, i) => {
    const from = Math.floor((i * side) / count);
    const end = Math.ceil(((i + 1) * side) / count);
    return Array.from({ length: side }, (_, pixel) => (pixel >= from && pixel < end ? 1 / (end - from) : 0));
  });
  return tf.tile(tf.tensor3d([rows]), [copies, 1, 1]);
}
