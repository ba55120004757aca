import * as tf from '@tensorflow/tfjs';
import type { FitOptions } from '../../plan/expressions';
import type { TrainedParameter } from './trainable';

/** Moves parameters against their gradients and owns the state that this needs. */
export interface Optimizer {
  /** `gradients` are in the order of the parameters; the caller keeps owning them. */
  step(gradients: readonly tf.Tensor[], learningRate: number): void;
  dispose(): void;
}

type OptimizerOptions = Pick<FitOptions, 'optimizer' | 'momentum' | 'weightDecay'>;

export function createOptimizer(
  options: OptimizerOptions,
  parameters: readonly TrainedParameter[],
): Optimizer {
  switch (options.optimizer) {
    case 'sgd':
      return sgd(parameters, options.momentum);
    case 'adam':
      return adam(parameters, 0);
    case 'adamw':
      return adam(parameters, options.weightDecay);
  }
}

/**
 * SGD with momentum as in PyTorch: v ← μ·v + g, w ← w − η·v (v starts at the first gradient).
 */
function sgd(parameters: readonly TrainedParameter[], momentum: number): Optimizer {
  const velocity = zerosLike(momentum === 0 ? [] : parameters);
  return {
    step(gradients, learningRate) {
      parameters.forEach(({ variable, rate }, index) => {
        const gradient = gradients[index];
        if (!gradient) return;
        const state = velocity[index];
        if (state) update(state, () => tf.add(tf.mul(state, momentum), gradient));
        update(variable, () => tf.sub(variable, tf.mul(state ?? gradient, learningRate * rate)));
      });
    },
    dispose: () => tf.dispose(velocity),
  };
}

const BETA1 = 0.9;
const BETA2 = 0.999;
const EPSILON = 1e-8;

/**
 * Adam (Kingma & Ba 2015) with bias correction, β₁ = 0.9, β₂ = 0.999, ε = 1e-8; with `decay`, AdamW
 * (Loshchilov & Hutter 2019): kernels shrink by η·decay at each step, apart from the gradient.
 */
function adam(parameters: readonly TrainedParameter[], decay: number): Optimizer {
  const mean = zerosLike(parameters);
  const square = zerosLike(parameters);
  let steps = 0;
  return {
    step(gradients, learningRate) {
      steps++;
      const meanCorrection = 1 - BETA1 ** steps;
      const squareCorrection = Math.sqrt(1 - BETA2 ** steps);
      parameters.forEach(({ variable, rate, role }, index) => {
        const gradient = gradients[index];
        const m = mean[index];
        const v = square[index];
        if (!gradient || !m || !v) return;
        const eta = learningRate * rate;
        update(m, () => tf.add(tf.mul(m, BETA1), tf.mul(gradient, 1 - BETA1)));
        update(v, () => tf.add(tf.mul(v, BETA2), tf.mul(tf.square(gradient), 1 - BETA2)));
        update(variable, () => {
          // √(v / c₂) + ε = (√v + ε·√c₂) / √c₂: one kernel fewer than correcting v itself.
          const denominator = tf.add(tf.sqrt(v), EPSILON * squareCorrection);
          const move = tf.mul(tf.div(m, denominator), (eta * squareCorrection) / meanCorrection);
          const kept = decay > 0 && role === 'kernel' ? tf.mul(variable, 1 - eta * decay) : variable;
          return tf.sub(kept, move);
        });
      });
    },
    dispose: () => tf.dispose([...mean, ...square]),
  };
}

const zerosLike = (parameters: readonly TrainedParameter[]): tf.Variable[] =>
  parameters.map(({ variable }) => tf.tidy(() => tf.variable(tf.zerosLike(variable), false)));

/** Computes the next value and makes the variable hold it; nothing else stays. */
function update(variable: tf.Variable, next: () => tf.Tensor): void {
  tf.tidy(() => variable.assign(next()));
}
