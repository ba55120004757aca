import * as tf from '@tensorflow/tfjs';
import { derive } from '../../../src/engine/data/random';
import { createHead } from '../../../src/engine/networks/head';
import { epochOrder } from '../../../src/engine/training/order';
import type { Examples, HeadTask } from './task';

interface Layer {
  readonly kernel: tf.Variable<tf.Rank.R2>;
  readonly bias: tf.Variable<tf.Rank.R1>;
}

/** The library's own default is ten times as much. */
const EPSILON = 1e-8;

/**
 * The training as one writes it with the library alone: features and one-hot labels as two tensors,
 * batches by `tf.gather`, `optimizer.minimize` with `tf.losses.softmaxCrossEntropy`, the loss read at
 * every step, validation after every epoch. It starts from the same weights and takes the same
 * batches, so that it must come to the same loss. Gives the last validation loss.
 */
export async function trainByHand({ model, head, options, classes, train, val }: HeadTask): Promise<number> {
  const layers = firstWeights(model.features, head, classes, options.seed);
  const trained = layers.flatMap(({ kernel, bias }) => [kernel, bias]);
  const optimizer = tf.train.adam(options.learningRate, 0.9, 0.999, EPSILON);
  const [inputs, targets] = tensorsOf(train, model.features, classes);
  const [valInputs, valTargets] = tensorsOf(val, model.features, classes);
  const logitsOf = (x: tf.Tensor2D, seed?: number) => forward(layers, x, head.dropout, seed);
  let valLoss = Number.NaN;
  for (let epoch = 1; epoch <= options.epochs; epoch++) {
    const order = epochOrder(train.count, options.seed, epoch);
    let lossSum = 0;
    for (let start = 0; start < order.length; start += options.batchSize) {
      const chosen = order.slice(start, start + options.batchSize);
      const seed = derive(options.seed, 'step', epoch, start / options.batchSize);
      const loss = tf.tidy(() => {
        const rows = tf.tensor1d(chosen, 'int32');
        const [x, y] = [tf.gather(inputs, rows), tf.gather(targets, rows)];
        const measure = () => tf.losses.softmaxCrossEntropy(y, logitsOf(x, seed)) as tf.Scalar;
        return optimizer.minimize(measure, true, trained) as tf.Scalar;
      });
      lossSum += ((await loss.data())[0] ?? Number.NaN) * chosen.length;
      loss.dispose();
    }
    if (!Number.isFinite(lossSum)) throw new Error('The training by hand fell apart.');
    const measured = tf.tidy(() => {
      const logits = logitsOf(valInputs);
      const right = tf.equal(tf.argMax(logits, 1), tf.argMax(valTargets, 1));
      return tf.stack([tf.losses.softmaxCrossEntropy(valTargets, logits), tf.mean(right)]);
    });
    valLoss = (await measured.data())[0] ?? Number.NaN;
    measured.dispose();
  }
  tf.dispose([...trained, inputs, targets, valInputs, valTargets]);
  optimizer.dispose();
  return valLoss;
}

function firstWeights(features: number, head: HeadTask['head'], classes: number, seed: number): Layer[] {
  const ours = createHead(head, features, classes, { seed });
  const variables = ours.parameters().map(({ variable }) => variable);
  const layers = Array.from({ length: variables.length / 2 }, (_, layer) =>
    tf.tidy(() => ({
      kernel: tf.variable(tf.clone(variables[2 * layer] as tf.Tensor2D)),
      bias: tf.variable(tf.clone(variables[2 * layer + 1] as tf.Tensor1D)),
    })),
  );
  ours.dispose();
  return layers;
}

/** With a seed, as in training: dropout behind hidden layers, or on the features of a linear head. */
function forward(layers: readonly Layer[], x: tf.Tensor2D, dropout: number, seed?: number): tf.Tensor2D {
  const drop = (values: tf.Tensor2D, layer: number): tf.Tensor2D =>
    seed !== undefined && dropout > 0
      ? (tf.dropout(values, dropout, undefined, derive(seed, 'head', layer)) as tf.Tensor2D)
      : values;
  return layers.reduce<tf.Tensor2D>((values, { kernel, bias }, index) => {
    const last = index === layers.length - 1;
    const input = last && layers.length === 1 ? drop(values, 0) : values;
    const sums = tf.add(tf.matMul(input, kernel), bias) as tf.Tensor2D;
    return last ? sums : drop(tf.relu(sums), index);
  }, x);
}

function tensorsOf({ count, inputs, labels }: Examples, features: number, classes: number) {
  return [
    tf.tensor2d(inputs, [count, features]),
    tf.tidy(() => tf.cast(tf.oneHot(tf.tensor1d([...labels], 'int32'), classes), 'float32') as tf.Tensor2D),
  ] as const;
}
