import * as tf from '@tensorflow/tfjs';
import type { Preprocessing } from '../../plan/catalog';
import { chainLayers, divideLayers } from './layer-chain';
import { type LayerStep, layerStep } from './layer-step';
import type { Body, ForwardMode, Parameter } from './network';
import { preprocess } from './preprocess';

interface Block {
  readonly name: string;
  readonly steps: readonly LayerStep[];
}

/**
 * A body over a LayersModel that runs layer by layer between block boundaries. It owns the model.
 * `boundaries` are layer names, each an output that alone determines all that follows.
 */
export function layersBody(
  model: tf.LayersModel,
  boundaries: readonly string[],
  preprocessing: Preprocessing,
): Body {
  const blocks = divideLayers(model, boundaries).map((layers, i): Block => {
    const name = boundaries[i] ?? '';
    return { name, steps: chainLayers(layers, name).map(layerStep) };
  });
  const between = (from: number, to: number): LayerStep[] =>
    blocks.slice(from, to).flatMap(({ steps }) => steps);
  const parameters = blocks.map(({ steps }) => steps.flatMap((step) => step.parameters));
  const inputName = model.inputNames[0] ?? '';

  function forward(input: tf.Tensor, from: number, to: number, mode: ForwardMode): tf.Tensor {
    return tf.tidy(() => {
      const start = from === 0 ? preprocess(input, preprocessing) : input.clone();
      const startName = from === 0 ? inputName : (boundaries[from - 1] ?? '');
      return runSteps(between(from, to), startName, start, mode);
    });
  }

  return {
    blocks: boundaries,
    forward,
    parameters: (from, to): readonly Parameter[] => parameters.slice(from, to).flat(),
    dispose() {
      for (const step of between(0, blocks.length)) step.dispose();
      model.dispose();
    },
  };
}

/** Runs steps in order and frees every value as soon as nothing needs it any more. */
function runSteps(
  steps: readonly LayerStep[],
  startName: string,
  start: tf.Tensor,
  mode: ForwardMode,
): tf.Tensor {
  const uses = new Map<string, number>();
  for (const name of steps.flatMap(({ inputs }) => inputs)) uses.set(name, (uses.get(name) ?? 0) + 1);
  const values = new Map([[startName, start]]);
  const read = (name: string): tf.Tensor => {
    const value = values.get(name);
    if (!value) throw new Error(`The layer "${name}" lies outside of the blocks that were run.`);
    return value;
  };
  let last = start;
  for (const { inputs, output, run } of steps) {
    last = run(inputs.map(read), mode);
    values.set(output, last);
    for (const name of inputs) {
      const left = (uses.get(name) ?? 0) - 1;
      uses.set(name, left);
      if (left === 0) read(name).dispose();
    }
  }
  return last;
}
