import * as tf from '@tensorflow/tfjs';
import type { FitOptions } from '../../plan/expressions';
import type { NamedVariable } from '../networks/weights';
import type { TrainedParameter } from './trainable';

/** How far one step goes. */
export interface Pace {
  /** Of the head, with the schedule in it. */
  readonly learningRate: number;
  /** What the schedule multiplies by, in [0, 1]. */
  readonly factor: number;
}

/** Moves parameters against their gradients and owns the state that this needs. */
export interface Optimizer {
  /**
   * `gradients` are in the order of the parameters; a parameter without one stays as it is. The
   * caller keeps owning them.
   */
  step(gradients: readonly (tf.Tensor | undefined)[], pace: Pace): void;
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
      return assemble(parameters, sgd(options.momentum), options.weightDecay);
    case 'adam':
      return assemble(parameters, ADAM, 0);
    case 'adamw':
      return assemble(parameters, ADAM, options.weightDecay);
  }
}

/** One parameter at one step. */
interface Move {
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
  /** What to take from the parameter; updates the slots. */
  move(move: Move): tf.Tensor;
}

/**
 * With `decay`, kernels also shrink by decay · factor · rate at each step, apart from the gradient
 * (Loshchilov & Hutter 2019: SGDW, AdamW). The rate multiple belongs to it: a block that is to move
 * gently should not be forgotten at full pace.
 */
function assemble(parameters: readonly TrainedParameter[], rule: Rule, decay: number): Optimizer {
  const slots = parameters.map(({ name, variable }) =>
    rule.slots.map((slot): NamedVariable => ({ name: `${slot}/${name}`, variable: zerosLike(variable) })),
  );
  const taken = parameters.map(() => 0);
  return {
    step(gradients, { learningRate, factor }) {
      for (const [index, parameter] of parameters.entries()) {
        const gradient = gradients[index];
        if (!gradient) continue;
        const step = (taken[index] ?? 0) + 1;
        taken[index] = step;
        const { variable, rate, role } = parameter;
        const shrink = role === 'kernel' ? decay * factor * rate : 0;
        const own = (slots[index] ?? []).map((slot) => slot.variable);
        update(variable, () => {
          const move = rule.move({ gradient, rate: learningRate * rate, step, slots: own });
          return tf.sub(shrink > 0 ? tf.mul(variable, 1 - shrink) : variable, move);
        });
      }
    },
    slots: slots.flat(),
    steps: () => [...taken],
    restoreSteps: (steps) => void taken.splice(0, taken.length, ...steps),
    dispose: () => tf.dispose(slots.flat().map(({ variable }) => variable)),
  };
}

/** SGD with momentum as in PyTorch: v ← μ·v + g, w ← w − η·v (v starts at the first gradient). */
const sgd = (momentum: number): Rule => ({
  slots: momentum === 0 ? [] : ['velocity'],
  move({ gradient, rate, slots: [velocity] }) {
    if (velocity) update(velocity, () => tf.add(tf.mul(velocity, momentum), gradient));
    return tf.mul(velocity ?? gradient, rate);
  },
});

const BETA1 = 0.9;
const BETA2 = 0.999;
const EPSILON = 1e-8;

/** Adam (Kingma & Ba 2015) with bias correction, β₁ = 0.9, β₂ = 0.999, ε = 1e-8. */
const ADAM: Rule = {
  slots: ['mean', 'square'],
  move({ gradient, rate, step, slots: [m, v] }) {
    if (!m || !v) throw new Error('Adam keeps two slots for each parameter.');
    const meanCorrection = 1 - BETA1 ** step;
    const squareCorrection = Math.sqrt(1 - BETA2 ** step);
    update(m, () => tf.add(tf.mul(m, BETA1), tf.mul(gradient, 1 - BETA1)));
    update(v, () => tf.add(tf.mul(v, BETA2), tf.mul(tf.square(gradient), 1 - BETA2)));
    // √(v / c₂) + ε = (√v + ε·√c₂) / √c₂: one kernel fewer than correcting v itself.
    const denominator = tf.add(tf.sqrt(v), EPSILON * squareCorrection);
    return tf.mul(tf.div(m, denominator), (rate * squareCorrection) / meanCorrection);
  },
};

const zerosLike = (variable: tf.Variable): tf.Variable =>
  tf.tidy(() => tf.variable(tf.zerosLike(variable), false));

/** Computes the next value and makes the variable hold it; nothing else stays. */
function update(variable: tf.Variable, next: () => tf.Tensor): void {
  tf.tidy(() => variable.assign(next()));
}
