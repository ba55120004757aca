import type { AdviceSummary, AdvisedCandidate } from '../../../worker/api';
import { formatPercent } from '../../format/numbers';

/** What the advice comes to, in sentences. */
export interface Verdict {
  /** How sure the first place is. */
  readonly confidence: string;
  /** Whether the other scores see it likewise. */
  readonly agreement?: string;
  /** That transfer may do harm. */
  readonly warning?: string;
}

export const nameOf = ({ label, cutLabel }: Pick<AdvisedCandidate, 'label' | 'cutLabel'>): string =>
  `${label.split(' · ')[0]} at ${cutLabel}`;

export function verdictOf(advice: AdviceSummary): Verdict {
  return {
    confidence: [confidenceOf(advice.candidates), fewSources(advice)].filter(Boolean).join(' '),
    agreement: agreementOf(advice),
    warning: warningOf(advice),
  };
}

function confidenceOf([first, ...others]: readonly AdvisedCandidate[]): string {
  if (!first) return '';
  const close = others.filter(({ group }) => group === 1);
  const [second] = others;
  if (!second) return 'It was compared with nothing else.';
  if (close.length === 0) {
    return `Clearly ahead: in ${formatPercent(second.firstIsBetter, 0)} of the draws it is better than the second.`;
  }
  const names = close.length === 1 ? `${nameOf(close[0] ?? first)} is` : `${close.length} others are`;
  const cheapest = [first, ...close].reduce((a, b) => (b.flops < a.flops ? b : a));
  const advice =
    cheapest === first ? 'It is also the quickest of them.' : `The quickest of them is ${nameOf(cheapest)}.`;
  return `Too close to call: ${names} as good within what these images can tell. ${advice}`;
}

/** Draws of fewer sources than this are too much alike to tell how sure anything is. */
const FEWEST_SOURCES = 10;

const fewSources = ({ sources }: AdviceSummary): string =>
  sources < FEWEST_SOURCES
    ? `The images come from ${sources} sources only, so it is less sure than it looks.`
    : '';

/** Of τ-b: from where on two rankings tell much the same. */
const AGREE = 0.5;

function agreementOf({ agreement }: AdviceSummary): string | undefined {
  const seeingItLikewise = agreement.filter(({ tau }) => tau >= AGREE).length;
  if (agreement.length === 0) return undefined;
  if (seeingItLikewise === agreement.length) return 'The other scores rank much alike.';
  if (seeingItLikewise === 0)
    return 'The other scores rank differently: train the first few before you decide.';
  return `${seeingItLikewise} of ${agreement.length} other scores rank much alike.`;
}

function warningOf({ candidates, untrained, majorityBaseline }: AdviceSummary): string | undefined {
  const [first] = candidates;
  if (!first) return undefined;
  const harmful = candidates.filter(({ beatsUntrained }) => beatsUntrained < 0.5);
  const random = `a network with random weights (${formatPercent(untrained.probe, 0)})`;
  if (harmful.includes(first)) {
    return `Negative transfer: none of them is better than ${random}. Train a small network from scratch for this task.`;
  }
  if (first.interval[0] <= majorityBaseline) {
    return `Even the first is hardly better than always giving the same answer (${formatPercent(majorityBaseline, 0)}).`;
  }
  if (harmful.length === 0) return undefined;
  return harmful.length === 1
    ? `${nameOf(harmful[0] ?? first)} is no better than ${random}: it has nothing to give here.`
    : `${harmful.length} of ${candidates.length} are no better than ${random}: they have nothing to give here.`;
}
