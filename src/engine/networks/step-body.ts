import * as tf from '@tensorflow/tfjs';
import type { Preprocessing } from '../../plan/catalog';
import type { Body, BodyParameter, ForwardMode } from './network';
import { preprocess } from './preprocess';
import type { Step } from './step';

export interface StepBodyParts {
  /** The steps of each block, and the name of the layer whose output ends it. */
  readonly blocks: readonly { readonly name: string; readonly steps: readonly Step[] }[];
  /** What the steps call the image. */
  readonly input: string;
  readonly preprocessing: Preprocessing;
  /** Frees the weights. */
  dispose(): void;
}

/** A body that runs step by step between block boundaries. */
export function stepBody({ blocks, input, preprocessing, dispose }: StepBodyParts): Body {
  const boundaries = blocks.map(({ name }) => name);
  const between = (from: number, to: number): Step[] => blocks.slice(from, to).flatMap(({ steps }) => steps);
  const parameters = blocks.map(({ steps }) => steps.flatMap((step) => step.parameters));
  return {
    blocks: boundaries,
    forward: (x, from, to, mode) =>
      tf.tidy(() => {
        const start = from === 0 ? preprocess(x, preprocessing) : x.clone();
        const startName = from === 0 ? input : (boundaries[from - 1] ?? '');
        return runSteps(between(from, to), startName, start, mode);
      }),
    parameters: (from, to): readonly BodyParameter[] => parameters.slice(from, to).flat(),
    dispose() {
      for (const step of between(0, blocks.length)) step.dispose?.();
      dispose();
    },
  };
}

/** Runs steps in order and frees every value as soon as nothing needs it any more. */
function runSteps(steps: readonly Step[], startName: string, start: tf.Tensor, mode: ForwardMode): tf.Tensor {
  const uses = new Map<string, number>();
  for (const name of steps.flatMap(({ inputs }) => inputs)) uses.set(name, (uses.get(name) ?? 0) + 1);
  const values = new Map([[startName, start]]);
  const read = (name: string): tf.Tensor => {
    const value = values.get(name);
    if (!value) throw new Error(`The layer "${name}" lies outside of the blocks that were run.`);
    return value;
  };
  let last = start;
  for (const step of steps) {
    last = step.run(step.inputs.map(read), mode);
    values.set(step.output, last);
    for (const name of step.inputs) {
      const left = (uses.get(name) ?? 0) - 1;
      uses.set(name, left);
      if (left === 0) read(name).dispose();
    }
  }
  return last;
}
