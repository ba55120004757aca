import type * as Tf from '@tensorflow/tfjs';

/** The part of the library that the case needs; passed in, so that it runs where no bundler is. */
type Library = Pick<
  typeof Tf,
  | 'tensor'
  | 'tidy'
  | 'grads'
  | 'conv2d'
  | 'depthwiseConv2d'
  | 'batchNorm'
  | 'maxPool'
  | 'avgPool'
  | 'relu6'
  | 'add'
  | 'matMul'
  | 'mean'
  | 'mul'
  | 'sum'
  | 'neg'
  | 'logSoftmax'
  | 'reshape'
>;

/** Numbers of one pass, named by what they are, row-major. */
export type GradientNumbers = Readonly<Record<string, readonly number[]>>;

/**
 * Forward pass, loss and all gradients of a tiny network (strided convolution, depthwise convolution,
 * batch norm with stored statistics, max and average pooling, dense layer, softmax cross-entropy) on
 * the current backend. Inputs are fixed, so that every backend must give the same numbers.
 */
export async function gradientsCase(tf: Library): Promise<GradientNumbers> {
  const leaves = {
    x: tf.tensor(wave(2 * 9 * 8 * 3, 1), [2, 9, 8, 3]),
    kernel: tf.tensor(wave(3 * 3 * 3 * 5, 2), [3, 3, 3, 5]),
    depthwise: tf.tensor(wave(3 * 3 * 5, 3), [3, 3, 5, 1]),
    gamma: tf.tensor(wave(5, 4), [5]),
    beta: tf.tensor(wave(5, 5), [5]),
    dense: tf.tensor(wave(10 * 4, 6), [10, 4]),
    bias: tf.tensor(wave(4, 7), [4]),
  };
  const mean = tf.tensor(wave(5, 8), [5]);
  const variance = tf.tensor([0.5, 1, 1.5, 2, 0.8], [5]);
  const targets = tf.tensor([0.7, 0.1, 0.1, 0.1, 0, 0, 1, 0], [2, 4]);

  const logitsOf = (...[x, kernel, depthwise, gamma, beta, dense, bias]: Tf.Tensor[]): Tf.Tensor => {
    const convolved = tf.conv2d(x as Tf.Tensor4D, kernel as Tf.Tensor4D, [2, 1], 'same');
    const filtered = tf.depthwiseConv2d(convolved, depthwise as Tf.Tensor4D, 1, 'same');
    const normalised = tf.batchNorm(
      filtered,
      mean as Tf.Tensor1D,
      variance as Tf.Tensor1D,
      beta as Tf.Tensor1D,
      gamma as Tf.Tensor1D,
      1e-3,
    );
    const active = tf.relu6(tf.mul(normalised, 3));
    const pooled = tf.avgPool(tf.maxPool(active as Tf.Tensor4D, 2, 2, 'same'), 3, 1, 'same');
    const halves = tf.mean(tf.reshape(pooled, [2, 3, 2, 10]), [1, 2]);
    return tf.add(tf.matMul(halves as Tf.Tensor2D, dense as Tf.Tensor2D), bias as Tf.Tensor);
  };
  const lossOf = (...values: Tf.Tensor[]): Tf.Tensor =>
    tf.mean(tf.neg(tf.sum(tf.mul(targets, tf.logSoftmax(logitsOf(...values) as Tf.Tensor2D)), 1)));

  const inputs = Object.values(leaves);
  const results: Record<string, Tf.Tensor> = {
    logits: tf.tidy(() => logitsOf(...inputs)),
    loss: tf.tidy(() => lossOf(...inputs)),
  };
  const gradients = tf.grads(lossOf)(inputs);
  Object.keys(leaves).forEach((name, i) => {
    const gradient = gradients[i];
    if (gradient) results[`d ${name}`] = gradient;
  });
  const numbers: Record<string, number[]> = {};
  for (const [name, tensor] of Object.entries(results)) numbers[name] = [...(await tensor.data())];
  for (const tensor of [...Object.values(results), ...inputs, mean, variance, targets]) tensor.dispose();
  return numbers;
}

/** Fixed numbers in [−1, 1] that repeat nowhere: no two windows of a pool tie. */
function wave(count: number, seed: number): number[] {
  return Array.from({ length: count }, (_, i) => Math.sin(1.7 * i * i + 0.9 * i + seed * 2.3));
}

/** The largest difference, relative to the largest number of the same kind. */
export function largestDifference(a: GradientNumbers, b: GradientNumbers): number {
  return Math.max(
    ...Object.entries(a).map(([name, values]) => {
      const others = b[name] ?? [];
      if (others.length !== values.length) return Number.POSITIVE_INFINITY;
      const scale = Math.max(...values.map(Math.abs), 1e-6);
      return Math.max(...values.map((value, i) => Math.abs(value - (others[i] ?? Number.NaN)))) / scale;
    }),
  );
}
