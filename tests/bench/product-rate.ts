import * as tf from '@tensorflow/tfjs';
import { noise } from '../../src/engine/calibrate/noise';
import { pairedTimes, rounded, timeOf } from './paired';
import type { MatrixProduct, Torch } from './torch/client';

/** A 1×1 convolution from 96 to 576 channels on 32 maps of 12×12: most of MobileNetV2's work is of this kind. */
const PRODUCT: MatrixProduct = { rows: 32 * 12 * 12, depth: 96, columns: 576 };

/**
 * GFLOP/s of a product of two matrices on the present backend and in PyTorch: the limit for what either can
 * reach in a network. WebAssembly multiplies four numbers at once, where AVX2 multiplies eight.
 */
export async function productRates(torch: Torch, threads: number, runs: number): Promise<string> {
  const { rows, depth, columns } = PRODUCT;
  const x = noise([1, rows, 1, depth], 1) as tf.Tensor4D;
  const filter = noise([1, 1, depth, columns], 1) as tf.Tensor4D;
  const multiply = async () => {
    const result = tf.conv2d(x, filter, 1, 'valid');
    await result.data();
    result.dispose();
  };
  const { a, b, ratio } = await pairedTimes(
    () => timeOf(multiply),
    () => torch.time({ kind: 'product', threads, ...PRODUCT }),
    runs,
  );
  tf.dispose([x, filter]);
  const rate = (ms: number) => rounded((2 * rows * depth * columns) / ms / 1e6);
  return `${rate(a)} / ${rate(b)} GFLOP/s, ${rounded(ratio)} times the time`;
}
