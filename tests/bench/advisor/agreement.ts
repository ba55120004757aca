import type { ScoreName } from '../../../src/engine/results';
import { kendallTau } from '../../../src/engine/transferability/kendall';
import type { Measured } from './measure';

/** Ways to rank: the order that is shown, and each score alone. */
export const RANKINGS = ['ranking', 'probe', 'neighbours', 'logme', 'hScore', 'leep', 'nce'] as const;
export type Ranking = (typeof RANKINGS)[number];

/** Kendall's τ-b between a ranking and the accuracy really reached; `undefined` where too few have the score. */
export function tauOf({ advice, reached }: Measured, ranking: Ranking): number | undefined {
  const pairs = advice.candidates.flatMap(({ scores }, place) => {
    const value = ranking === 'ranking' ? -place : scores[ranking satisfies ScoreName];
    return value === undefined ? [] : [{ value, accuracy: reached[place] ?? 0 }];
  });
  if (pairs.length < 3) return undefined;
  return kendallTau(
    pairs.map(({ value }) => value),
    pairs.map(({ accuracy }) => accuracy),
  );
}

/** What is lost by taking the ranking's first instead of the one that turns out best, in accuracy. */
export const lossOfFirst = ({ reached }: Measured): number => Math.max(...reached) - (reached[0] ?? 0);

/** Warnings of negative transfer against what happened: a candidate below a network from scratch. */
export function warnings({ advice, reached, scratch }: Measured) {
  const rows = advice.candidates.map(({ beatsScratch }, place) => ({
    warned: beatsScratch < 0.5,
    negative: (reached[place] ?? 0) < scratch,
  }));
  const count = (warned: boolean, negative: boolean): number =>
    rows.filter((row) => row.warned === warned && row.negative === negative).length;
  return { right: count(true, true), needless: count(true, false), missed: count(false, true) };
}
