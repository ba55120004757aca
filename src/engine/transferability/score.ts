import { centred, decompose } from './decomposition';
import { shrunkHScore } from './h-score';
import { leep } from './leep';
import { linearProbe } from './linear-probe';
import { logme } from './logme';
import { nce } from './nce';
import { nearestNeighbours } from './nearest-neighbours';
import type { LabelledFeatures } from './samples';

/** What one candidate's features are worth, sample by sample where that can be said. */
export interface Scored {
  /** 1 where the linear probe that was kept from the sample's group names it rightly. */
  readonly probe: Uint8Array;
  /** Squared error of its answers, by sample. */
  readonly probeErrors: Float64Array;
  readonly neighbours: Uint8Array;
  readonly logme: number;
  readonly hScore: number;
}

/** `groups` as `membersOf` takes them. */
export function scoreFeatures(samples: LabelledFeatures, groups: Int32Array, k: number): Scored {
  const middle = decompose(centred(samples));
  const { right, errors } = linearProbe(middle, samples, groups);
  return {
    probe: right,
    probeErrors: errors,
    neighbours: nearestNeighbours(samples, groups, k),
    logme: logme(decompose(samples), samples),
    hScore: shrunkHScore(middle, samples),
  };
}

/** What the source network's own answers tell of the target's classes. `logits` is [count, sources]. */
export function scoreAnswers({ features: logits, count, width, labels, classes }: LabelledFeatures) {
  const probabilities = new Float64Array(logits.length);
  const answers = new Int32Array(count);
  for (let row = 0; row < count; row++) {
    const own = Float64Array.from(logits.subarray(row * width, (row + 1) * width));
    const highest = Math.max(...own);
    const powers = own.map((logit) => Math.exp(logit - highest));
    const sum = powers.reduce((total, power) => total + power, 0);
    probabilities.set(
      powers.map((power) => power / sum),
      row * width,
    );
    answers[row] = own.indexOf(highest);
  }
  return { leep: leep(probabilities, labels, classes), nce: nce(answers, labels) };
}

export function meanOf(values: Uint8Array | Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}
