import * as tf from '@tensorflow/tfjs';
import type { FitOptions } from '../../plan/expressions';
import type { NamedVariable } from '../networks/weights';
import type { TrainedParameter } from './trainable';

/** Moves parameters against their gradients and owns the state that this needs. */
export interface Optimizer {
  /** `gradients` are in the order of the parameters; the caller keeps owning them. */
  step(gradients: readonly (tf.Tensor | undefined)[], learningRate: number): void;
  /** The state as variables, named `<slot>/<parameter>`. */
  readonly slots: readonly NamedVariable[];
  /** Steps taken with each parameter: one without a gradient takes none. */
  steps(): readonly number[];
  restoreSteps(steps: readonly number[]): void;
  dispose(): void;
}

type OptimizerOptions = Pick<FitOptions, 'optimizer' | 'momentum' | 'weightDecay'>;

export function createOptimizer(
  options: OptimizerOptions,
  parameters: readonly TrainedParameter[],
): Optimizer {
  switch (options.optimizer) {
    case 'sgd':
      return assemble(parameters, sgd(options.momentum));
    case 'adam':
      return assemble(parameters, adam(0));
    case 'adamw':
      return assemble(parameters, adam(options.weightDecay));
  }
}

/** One parameter at one step. */
interface Move {
  readonly parameter: TrainedParameter;
  readonly gradient: tf.Tensor;
  /** The parameter's own learning rate. */
  readonly rate: number;
  /** Counted from 1. */
  readonly step: number;
  readonly slots: readonly tf.Variable[];
}

/** How an optimizer moves one parameter; its slots start at zero. */
interface Rule {
  readonly slots: readonly string[];
  move(move: Move): void;
}

function assemble(parameters: readonly TrainedParameter[], rule: Rule): Optimizer {
  const slots = parameters.map(({ name, variable }) =>
    rule.slots.map((slot): NamedVariable => ({ name: `${slot}/${name}`, variable: zerosLike(variable) })),
  );
  const taken = parameters.map(() => 0);
  return {
    step(gradients, learningRate) {
      for (const [index, parameter] of parameters.entries()) {
        const gradient = gradients[index];
        if (!gradient) continue;
        const step = (taken[index] ?? 0) + 1;
        taken[index] = step;
        rule.move({
          parameter,
          gradient,
          rate: learningRate * parameter.rate,
          step,
          slots: (slots[index] ?? []).map(({ variable }) => variable),
        });
      }
    },
    slots: slots.flat(),
    steps: () => [...taken],
    restoreSteps: (steps) => void taken.splice(0, taken.length, ...steps),
    dispose: () => tf.dispose(slots.flat().map(({ variable }) => variable)),
  };
}

/**
 * SGD with momentum as in PyTorch: v ← μ·v + g, w ← w − η·v (v starts at the first gradient).
 */
function sgd(momentum: number): Rule {
  return {
    slots: momentum === 0 ? [] : ['velocity'],
    move({ parameter: { variable }, gradient, rate, slots: [velocity] }) {
      if (velocity) update(velocity, () => tf.add(tf.mul(velocity, momentum), gradient));
      update(variable, () => tf.sub(variable, tf.mul(velocity ?? gradient, rate)));
    },
  };
}

const BETA1 = 0.9;
const BETA2 = 0.999;
const EPSILON = 1e-8;

/**
 * Adam (Kingma & Ba 2015) with bias correction, β₁ = 0.9, β₂ = 0.999, ε = 1e-8; with `decay`, AdamW
 * (Loshchilov & Hutter 2019): kernels shrink by η·decay at each step, apart from the gradient.
 */
function adam(decay: number): Rule {
  return {
    slots: ['mean', 'square'],
    move({ parameter: { variable, role }, gradient, rate, step, slots: [m, v] }) {
      if (!m || !v) return;
      const meanCorrection = 1 - BETA1 ** step;
      const squareCorrection = Math.sqrt(1 - BETA2 ** step);
      update(m, () => tf.add(tf.mul(m, BETA1), tf.mul(gradient, 1 - BETA1)));
      update(v, () => tf.add(tf.mul(v, BETA2), tf.mul(tf.square(gradient), 1 - BETA2)));
      update(variable, () => {
        // √(v / c₂) + ε = (√v + ε·√c₂) / √c₂: one kernel fewer than correcting v itself.
        const denominator = tf.add(tf.sqrt(v), EPSILON * squareCorrection);
        const move = tf.mul(tf.div(m, denominator), (rate * squareCorrection) / meanCorrection);
        const kept = decay > 0 && role === 'kernel' ? tf.mul(variable, 1 - rate * decay) : variable;
        return tf.sub(kept, move);
      });
    },
  };
}

const zerosLike = (variable: tf.Variable): tf.Variable =>
  tf.tidy(() => tf.variable(tf.zerosLike(variable), false));

/** Computes the next value and makes the variable hold it; nothing else stays. */
function update(variable: tf.Variable, next: () => tf.Tensor): void {
  tf.tidy(() => variable.assign(next()));
}
