import { createRandom } from '../data/random';
import { membersOf } from './samples';

/**
 * Draws groups with replacement (the bootstrap, Efron 1979; whole groups, since what belongs together varies
 * together), the same draws for all candidates: what differs from candidate to candidate is then not the luck
 * of the draw. `values[c][i]` is what sample i says of candidate c; gives the mean for each draw, [c][draw].
 */
export function resampledMeans(
  values: readonly (Uint8Array | Float64Array)[],
  groups: Int32Array,
  draws: number,
  seed: number,
): readonly Float64Array[] {
  const members = membersOf(groups);
  const sums = values.map((own) =>
    Float64Array.from(members, (rows) => rows.reduce((sum, row) => sum + (own[row] ?? 0), 0)),
  );
  const means = values.map(() => new Float64Array(draws));
  const random = createRandom(seed);
  for (let draw = 0; draw < draws; draw++) {
    const times = new Int32Array(members.length);
    for (let pick = 0; pick < members.length; pick++) {
      const group = random.integer(members.length);
      times[group] = (times[group] ?? 0) + 1;
    }
    const drawn = members.reduce((sum, rows, group) => sum + rows.length * (times[group] ?? 0), 0);
    sums.forEach((own, candidate) => {
      const sum = own.reduce((all, value, group) => all + value * (times[group] ?? 0), 0);
      const mean = means[candidate];
      if (mean) mean[draw] = sum / drawn;
    });
  }
  return means;
}

/** How often `a` is above `b`; draws without a difference count half. */
export function shareAbove(a: Float64Array, b: Float64Array): number {
  const wins = a.reduce((sum, value, draw) => sum + (1 + Math.sign(value - (b[draw] ?? 0))) / 2, 0);
  return wins / a.length;
}

/** The values between which the middle 95 % lie. */
export function middleOf(values: Float64Array): readonly [low: number, high: number] {
  const sorted = values.slice().sort();
  const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))] ?? 0;
  return [at(0.025), at(0.975)];
}
