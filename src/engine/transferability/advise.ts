import type { AdviceOptions } from '../../plan/expressions';
import type { CandidateSpec } from '../../plan/plan';
import type { AdviceSummary, AdvisedCandidate, ScoreName } from '../results';
import { kendallTau } from './kendall';
import type { LinearProbe } from './linear-probe';
import { middleOf, resampledMeans, shareAbove } from './resample';
import { classCounts } from './samples';
import { meanOf, type Scored } from './score';

export interface ScoredCandidate {
  readonly spec: CandidateSpec;
  readonly scored: Scored;
  readonly answers?: { readonly leep: number; readonly nce: number };
}

interface Scores {
  readonly candidates: readonly ScoredCandidate[];
  /** Of a network from scratch, on samples that it did not learn from. */
  readonly scratch: Pick<LinearProbe, 'right' | 'errors'>;
  readonly labels: Int32Array;
  readonly groups: Int32Array;
  readonly classes: readonly string[];
}

/** What is better in fewer of the resamples is too close to call. */
const SURE = 0.9;
const SCORES: readonly ScoreName[] = ['probe', 'neighbours', 'logme', 'hScore', 'leep', 'nce'];

/**
 * Ranks candidates by the squared error of a linear probe on images that it was kept from, which agrees best
 * with what a trained head reaches (docs/advisor.md), and says how sure that is: each draw of the images
 * gives a ranking of its own.
 */
export function rankCandidates(
  { candidates, scratch, labels, groups, classes }: Scores,
  { resamples, seed }: Pick<AdviceOptions, 'resamples' | 'seed'>,
): AdviceSummary {
  const order = candidates
    .map((candidate) => ({ candidate, errors: meanOf(candidate.scored.probeErrors) }))
    .sort((a, b) => a.errors - b.errors)
    .map(({ candidate }) => candidate);
  const [baseline, ...goodness] = resampledMeans(
    [scratch.errors, ...order.map(({ scored }) => scored.probeErrors)].map((errors) =>
      errors.map((error) => -error),
    ),
    groups,
    resamples,
    seed,
  );
  const accuracies = resampledMeans(
    order.map(({ scored }) => scored.probe),
    groups,
    resamples,
    seed,
  );
  const none = new Float64Array();
  const leaders = [0];
  const advised = order.map(({ spec, scored, answers }, place): AdvisedCandidate => {
    const own = goodness[place] ?? none;
    if (shareAbove(goodness[leaders.at(-1) ?? 0] ?? none, own) >= SURE) leaders.push(place);
    return {
      ...spec,
      scores: {
        probe: meanOf(scored.probe),
        neighbours: meanOf(scored.neighbours),
        logme: scored.logme,
        hScore: scored.hScore,
        ...answers,
      },
      interval: middleOf(accuracies[place] ?? none),
      firstIsBetter: shareAbove(goodness[0] ?? none, own),
      group: leaders.length,
      beatsScratch: shareAbove(own, baseline ?? none),
    };
  });
  const most = classCounts({ labels, classes: classes.length }).reduce((a, b) => Math.max(a, b), 0);
  return {
    candidates: advised,
    scratch: meanOf(scratch.right),
    majorityBaseline: most / labels.length,
    samples: labels.length,
    sources: new Set(groups).size,
    classes,
    agreement: agreementOf(advised),
  };
}

/** How far each other score would rank the same: of those that have it. */
function agreementOf(ranked: readonly AdvisedCandidate[]): AdviceSummary['agreement'] {
  return SCORES.slice(1).flatMap((score) => {
    const values = ranked.flatMap(({ scores }, place) => {
      const value = scores[score];
      return value === undefined ? [] : [{ place: -place, value }];
    });
    if (values.length < 3) return [];
    const tau = kendallTau(
      values.map(({ place }) => place),
      values.map(({ value }) => value),
    );
    return [{ score, tau }];
  });
}
