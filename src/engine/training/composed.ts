import type * as tf from '@tensorflow/tfjs';
import type { TrainedParameter } from './trainable';

/** A weight that is made from parameters that learn, as a kernel with an update of low rank is. */
export interface ComposedWeight {
  /** What the network reads. It takes the gradient, and hands it on. */
  readonly variable: tf.Variable;
  /** What it is made from; all of one block. */
  readonly sources: readonly TrainedParameter[];
  /** Gradients by the sources, in their order, for the caller to dispose. */
  gradients(gradient: tf.Tensor): readonly tf.Tensor[];
  /** Sets the variable to what its sources say now. */
  compose(): void;
}

/** Makes every composed weight say what its sources do, after these were set. */
export function composeAll(composed: readonly ComposedWeight[] = []): void {
  for (const weight of composed) weight.compose();
}

/** What takes a gradient from the network itself: the parameters, with composed weights in place of their sources. */
export function variablesOf(
  parameters: readonly TrainedParameter[],
  composed: readonly ComposedWeight[] = [],
): tf.Variable[] {
  const sources = new Set(composed.flatMap((weight) => weight.sources.map(({ variable }) => variable)));
  const wanted = new Set(parameters.map(({ variable }) => variable));
  return [
    ...[...wanted].filter((variable) => !sources.has(variable)),
    ...composed
      .filter((weight) => weight.sources.some(({ variable }) => wanted.has(variable)))
      .map(({ variable }) => variable),
  ];
}

/** The gradient of each parameter; `by` has those of the variables above, by variable name. Run it in `tf.tidy`. */
export function gradientsOf(
  parameters: readonly TrainedParameter[],
  by: tf.NamedTensorMap,
  composed: readonly ComposedWeight[] = [],
): (tf.Tensor | undefined)[] {
  const handedOn = new Map<tf.Variable, tf.Tensor>();
  for (const { variable, sources, gradients } of composed) {
    const gradient = by[variable.name];
    if (!gradient) continue;
    gradients(gradient).forEach((own, index) => {
      const source = sources[index]?.variable;
      if (source) handedOn.set(source, own);
    });
  }
  return parameters.map(({ variable }) => handedOn.get(variable) ?? by[variable.name]);
}
