import * as tf from '@tensorflow/tfjs';

/** Zeros to add (or, where negative, rows and columns to cut off) around an image. */
export interface Margins {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** Pads with zeros or crops, side by side as the margins say. */
export function padOrCrop(x: tf.Tensor4D, { top, bottom, left, right }: Margins): tf.Tensor4D {
  const [batch, height, width, channels] = x.shape;
  const most = (margin: number) => Math.max(0, margin);
  const cropped = [top, bottom, left, right].some((margin) => margin < 0)
    ? tf.slice(
        x,
        [0, most(-top), most(-left), 0],
        [batch, height - most(-top) - most(-bottom), width - most(-left) - most(-right), channels],
      )
    : x;
  if ([top, bottom, left, right].every((margin) => margin <= 0)) return cropped;
  // Rows of width × channels are padded as one run: several times faster than pixel by pixel.
  const [, rows, columns] = cropped.shape;
  const runs = tf.reshape(cropped, [batch, rows, columns * channels]);
  const padded = tf.pad(runs, [
    [0, 0],
    [most(top), most(bottom)],
    [most(left) * channels, most(right) * channels],
  ]);
  return tf.reshape(padded, [
    batch,
    rows + most(top) + most(bottom),
    columns + most(left) + most(right),
    channels,
  ]);
}

/**
 * Puts `stride − 1` zeros behind each row and column: [n, h, w, c] → [n, h·strideHeight, w·strideWidth, c].
 * A strided convolution's gradient is the gradient of a dense one at every stride-th place.
 */
export function spread(dy: tf.Tensor4D, strideHeight: number, strideWidth: number): tf.Tensor4D {
  if (strideHeight === 1 && strideWidth === 1) return dy;
  const [batch, height, width, channels] = dy.shape;
  const columns = tf.pad(tf.reshape(dy, [batch * height * width, channels]), [
    [0, 0],
    [0, (strideWidth - 1) * channels],
  ]);
  const rowLength = width * strideWidth * channels;
  const rows = tf.pad(tf.reshape(columns, [batch * height, rowLength]), [
    [0, 0],
    [0, (strideHeight - 1) * rowLength],
  ]);
  return tf.reshape(rows, [batch, height * strideHeight, width * strideWidth, channels]);
}
