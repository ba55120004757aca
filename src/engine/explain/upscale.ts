import * as tf from '@tensorflow/tfjs';

/** A map [height, width] at the size of the picture: bilinear between the centres of its places. */
export async function upscale(
  values: Float32Array,
  [height, width]: readonly [number, number],
  [pictureHeight, pictureWidth]: readonly [number, number],
): Promise<Float32Array> {
  const scaled = tf.tidy(() =>
    tf.image.resizeBilinear(
      tf.tensor4d(values, [1, height, width, 1]),
      [pictureHeight, pictureWidth],
      false,
      true,
    ),
  );
  const data = (await scaled.data()).slice() as Float32Array;
  scaled.dispose();
  return data;
}
