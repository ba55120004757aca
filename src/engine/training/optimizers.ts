import * as tf from '@tensorflow/tfjs';
import type { FitOptions } from '../../plan/expressions';
import { ADAM_STEP, type AdamStepAttributes } from '../backend/wasm-kernels/adam-step';
import type { NamedVariable } from '../networks/weights';
import { hasKernel } from './has-kernel';
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
  /** Forgets all it remembers of earlier steps, as if new. */
  reset(): void;
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
  readonly variable: tf.Variable;
  readonly gradient: tf.Tensor;
  /** The parameter's own learning rate. */
  readonly rate: number;
  /** The share of the parameter that decay leaves. */
  readonly kept: number;
  /** Counted from 1. */
  readonly step: number;
  readonly slots: readonly tf.Variable[];
}

/** How an optimizer moves one parameter; its slots start at zero. */
interface Rule {
  readonly slots: readonly string[];
  /** The next value of the parameter; updates the slots. */
  next(move: Move): tf.Tensor;
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
        const kept = role === 'kernel' ? 1 - decay * factor * rate : 1;
        const own = (slots[index] ?? []).map((slot) => slot.variable);
        const move = { variable, gradient, rate: learningRate * rate, kept, step, slots: own };
        update(variable, () => rule.next(move));
      }
    },
    slots: slots.flat(),
    steps: () => [...taken],
    restoreSteps: (steps) => void taken.splice(0, taken.length, ...steps),
    reset() {
      taken.fill(0);
      for (const { variable } of slots.flat()) update(variable, () => tf.zerosLike(variable));
    },
    dispose: () => tf.dispose(slots.flat().map(({ variable }) => variable)),
  };
}

/** SGD with momentum as in PyTorch: v ← μ·v + g, w ← w − η·v (v starts at the first gradient). */
const sgd = (momentum: number): Rule => ({
  slots: momentum === 0 ? [] : ['velocity'],
  next({ variable, gradient, rate, kept, slots: [velocity] }) {
    if (velocity) update(velocity, () => tf.add(tf.mul(velocity, momentum), gradient));
    return tf.sub(shrunk(variable, kept), tf.mul(velocity ?? gradient, rate));
  },
});

const BETA1 = 0.9;
const BETA2 = 0.999;
const EPSILON = 1e-8;

/** Adam (Kingma & Ba 2015) with bias correction, β₁ = 0.9, β₂ = 0.999, ε = 1e-8. */
const ADAM: Rule = {
  slots: ['mean', 'square'],
  next({ variable, gradient, rate, kept, step, slots: [mean, square] }) {
    if (!mean || !square) throw new Error('Adam keeps two slots for each parameter.');
    const squareCorrection = Math.sqrt(1 - BETA2 ** step);
    // √(v / c₂) + ε = (√v + ε·√c₂) / √c₂: one operation fewer than correcting v itself.
    const attributes: AdamStepAttributes = {
      beta1: BETA1,
      beta2: BETA2,
      kept,
      scale: (rate * squareCorrection) / (1 - BETA1 ** step),
      epsilon: EPSILON * squareCorrection,
    };
    const inputs = { value: variable, mean, square, gradient };
    const [value, nextMean, nextSquare] = hasKernel(ADAM_STEP)
      ? (tf.engine().runKernel(ADAM_STEP, inputs, { ...attributes }) as unknown as ThreeTensors)
      : composedAdam(inputs, attributes);
    mean.assign(nextMean);
    square.assign(nextSquare);
    return value;
  },
};

type ThreeTensors = [tf.Tensor, tf.Tensor, tf.Tensor];

function composedAdam(
  { value, mean, square, gradient }: Record<'value' | 'mean' | 'square' | 'gradient', tf.Tensor>,
  { beta1, beta2, kept, scale, epsilon }: AdamStepAttributes,
): ThreeTensors {
  const m = tf.add(tf.mul(mean, beta1), tf.mul(gradient, 1 - beta1));
  const v = tf.add(tf.mul(square, beta2), tf.mul(tf.square(gradient), 1 - beta2));
  const move = tf.mul(tf.div(m, tf.add(tf.sqrt(v), epsilon)), scale);
  return [tf.sub(shrunk(value, kept), move), m, v];
}

const shrunk = (value: tf.Tensor, kept: number): tf.Tensor => (kept === 1 ? value : tf.mul(value, kept));

const zerosLike = (variable: tf.Variable): tf.Variable =>
  tf.tidy(() => tf.variable(tf.zerosLike(variable), false));

/** Computes the next value and makes the variable hold it; nothing else stays. */
function update(variable: tf.Variable, next: () => tf.Tensor): void {
  tf.tidy(() => variable.assign(next()));
}
