import { NORM_EPSILON } from '../../networks/head';
import type { WeightMap } from '../../networks/network';
import type { TrainedHead } from '../library-model';

/** The last node or layer of an exported classifier. */
export const PROBABILITIES = 'probabilities';

type Weight = WeightMap[string];

/** A layer of a trained head, with its weights; dropout is none when predicting. */
export type HeadLayer =
  | { readonly op: 'dense'; readonly name: string; readonly kernel: Weight; readonly bias: Weight }
  | {
      readonly op: 'norm';
      readonly name: string;
      readonly gamma: Weight;
      readonly beta: Weight;
      readonly mean: Weight;
      readonly variance: Weight;
      readonly epsilon: number;
    }
  | { readonly op: 'relu'; readonly name: string };

/** A head from the pooled vector to the logits, in the order in which it computes (`createHead`). */
export function headLayers({ spec, weights }: TrainedHead): readonly HeadLayer[] {
  const weight = (name: string): Weight => {
    const found = weights[name];
    if (!found) throw new Error(`The trained head has no weight "${name}".`);
    return found;
  };
  const dense = (name: string): HeadLayer => ({
    op: 'dense',
    name,
    kernel: weight(`${name}/kernel`),
    bias: weight(`${name}/bias`),
  });
  const norm = (name: string): readonly HeadLayer[] =>
    spec.batchNorm
      ? [
          {
            op: 'norm',
            name,
            gamma: weight(`${name}/gamma`),
            beta: weight(`${name}/beta`),
            mean: weight(`${name}/moving_mean`),
            variance: weight(`${name}/moving_variance`),
            epsilon: NORM_EPSILON,
          },
        ]
      : [];
  const hidden = spec.hidden.flatMap((_, index): readonly HeadLayer[] => [
    dense(`head/dense_${index + 1}`),
    ...norm(`head/norm_${index + 1}`),
    { op: 'relu', name: `head/relu_${index + 1}` },
  ]);
  return [...(hidden.length > 0 ? hidden : norm('head/norm')), dense('head/logits')];
}
