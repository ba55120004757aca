import * as tf from '@tensorflow/tfjs';
import type { HeadSpec } from '../../plan/plan';
import { createRandom, derive } from '../data/random';
import { NORM_MOMENTUM, normaliseBatch, storedAffine } from './batch-norm';
import { INFERENCE } from './modes';
import type { ForwardMode, Head, Parameter, WeightMap } from './network';

/** Keras's. */
export const NORM_EPSILON = 1e-3;

/**
 * A linear or MLP head: hidden layers of dense → batch norm → ReLU → dropout, then one dense layer of
 * logits. A linear head applies its dropout to the features. Weights are those given, or Glorot
 * uniform (Glorot & Bengio 2010) from the seed, the same on every backend.
 */
export function createHead(
  spec: HeadSpec,
  features: number,
  classes: number,
  start: { readonly seed: number } | { readonly weights: WeightMap },
): Head {
  const parameters: Parameter[] = [];
  const valuesOf = (name: string, size: number, initial: () => Float32Array): Float32Array => {
    if (!('weights' in start)) return initial();
    const stored = start.weights[name]?.data;
    if (stored?.length !== size) throw new Error(`The trained network has no fitting weight "${name}".`);
    return stored;
  };
  function add(name: string, role: Parameter['role'], shape: readonly number[], initial: () => Float32Array) {
    const size = shape.reduce((product, side) => product * side, 1);
    const values = valuesOf(name, size, initial);
    const trainable = role !== 'state';
    const variable = tf.tidy(() => tf.variable(tf.tensor(values, [...shape]), trainable));
    parameters.push({ name, variable, role });
    return variable;
  }
  const seed = 'seed' in start ? start.seed : 0;

  function dense(name: string, inputs: number, outputs: number) {
    const kernel = add(`${name}/kernel`, 'kernel', [inputs, outputs], () =>
      glorotUniform(inputs, outputs, derive(seed, name)),
    );
    const bias = add(`${name}/bias`, 'bias', [outputs], () => new Float32Array(outputs));
    return (input: tf.Tensor2D): tf.Tensor2D => tf.add(tf.matMul(input, kernel as tf.Tensor2D), bias);
  }

  function batchNorm(name: string, units: number) {
    const zeros = () => new Float32Array(units);
    const ones = () => new Float32Array(units).fill(1);
    const gamma = add(`${name}/gamma`, 'norm', [units], ones);
    const beta = add(`${name}/beta`, 'shift', [units], zeros);
    const mean = add(`${name}/moving_mean`, 'state', [units], zeros);
    const variance = add(`${name}/moving_variance`, 'state', [units], ones);
    const weights = { gamma, beta, mean, variance, epsilon: NORM_EPSILON, momentum: NORM_MOMENTUM };
    return (input: tf.Tensor2D, mode: ForwardMode): tf.Tensor2D => {
      if (mode.training && mode.batchNorm === 'batch') return normaliseBatch(input, weights) as tf.Tensor2D;
      const { scale, shift } = storedAffine(weights);
      return tf.add(tf.mul(input, scale), shift);
    };
  }

  const hidden = spec.hidden.map((units, index) => {
    const inputs = index === 0 ? features : (spec.hidden[index - 1] ?? features);
    return {
      dense: dense(`head/dense_${index + 1}`, inputs, units),
      norm: spec.batchNorm ? batchNorm(`head/norm_${index + 1}`, units) : undefined,
    };
  });
  // A linear head may normalise the features themselves, as linear probes do (He et al. 2022, MAE).
  const featureNorm = hidden.length === 0 && spec.batchNorm ? batchNorm('head/norm', features) : undefined;
  const logits = dense('head/logits', spec.hidden.at(-1) ?? features, classes);

  function penultimate(input: tf.Tensor2D, mode: ForwardMode): tf.Tensor2D {
    const drop = (activations: tf.Tensor2D, layer: number): tf.Tensor2D =>
      mode.training && spec.dropout > 0
        ? (tf.dropout(activations, spec.dropout, undefined, derive(mode.seed, 'head', layer)) as tf.Tensor2D)
        : activations;
    if (hidden.length === 0) return drop(featureNorm ? featureNorm(input, mode) : input, 0);
    return hidden.reduce<tf.Tensor2D>((activations, layer, index) => {
      const sums = layer.dense(activations);
      return drop(tf.relu(layer.norm ? layer.norm(sums, mode) : sums), index);
    }, input);
  }

  return {
    forward: (input, mode) => tf.tidy(() => logits(penultimate(input, mode))),
    penultimate: (input) => tf.tidy(() => penultimate(input, INFERENCE).clone()),
    parameters: () => parameters,
    dispose: () => tf.dispose(parameters.map(({ variable }) => variable)),
  };
}

/** Uniform in ±√(6 / (inputs + outputs)). */
function glorotUniform(inputs: number, outputs: number, seed: number): Float32Array {
  const limit = Math.sqrt(6 / (inputs + outputs));
  const random = createRandom(seed);
  return Float32Array.from({ length: inputs * outputs }, () => random.uniform(-limit, limit));
}
