import * as tf from '@tensorflow/tfjs';

/** Tensors that are computed from others and kept until one of those changes. */
export interface Derived {
  /** On the gradient tape they are computed anew each time, so that gradients flow to the sources. */
  get(): readonly tf.Tensor[];
  dispose(): void;
}

/** `compute` must depend on nothing but `sources`. */
export function derived(sources: readonly tf.Tensor[], compute: () => tf.Tensor[]): Derived {
  let kept: { readonly values: readonly tf.Tensor[]; readonly from: readonly object[] } | undefined;
  const forget = () => {
    tf.dispose([...(kept?.values ?? [])]);
    kept = undefined;
  };
  return {
    get() {
      if (tf.engine().state.gradientDepth > 0) return compute();
      // Assigning to a variable gives it a new data id.
      if (kept && sources.every(({ dataId }, i) => kept?.from[i] === dataId)) return kept.values;
      forget();
      const values = tf.tidy(compute).map((tensor) => tf.keep(tensor));
      kept = { values, from: sources.map(({ dataId }) => dataId) };
      return values;
    },
    dispose: forget,
  };
}
