import type { AdviceSummary, AdvisedCandidate } from '../../../worker/api';
import { formatPercent } from '../../format/numbers';
import { t } from '../../language/t';

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
  t('{value} at {cutLabel}', { value: label.split(' · ')[0], cutLabel });

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
  if (!second) return t('It was compared with nothing else.');
  if (close.length === 0) {
    return t('Clearly ahead: in {firstIsBetter} of the draws it is better than the second.', {
      firstIsBetter: formatPercent(second.firstIsBetter, 0),
    });
  }
  const names =
    close.length === 1
      ? t('{value} is', { value: nameOf(close[0] ?? first) })
      : t('{length} others are', { length: close.length });
  const cheapest = [first, ...close].reduce((a, b) => (b.flops < a.flops ? b : a));
  const advice =
    cheapest === first
      ? t('It is also the quickest of them.')
      : t('The quickest of them is {cheapest}.', { cheapest: nameOf(cheapest) });
  return t('Too close to call: {names} as good within what these images can tell. {advice}', {
    names,
    advice,
  });
}

/** Draws of fewer sources than this are too much alike to tell how sure anything is. */
const FEWEST_SOURCES = 10;

const fewSources = ({ sources }: AdviceSummary): string =>
  sources < FEWEST_SOURCES
    ? t('The images come from {sources} sources only, so it is less sure than it looks.', { sources })
    : '';

/** Of τ-b: from where on two rankings tell much the same. */
const AGREE = 0.5;

function agreementOf({ agreement }: AdviceSummary): string | undefined {
  const seeingItLikewise = agreement.filter(({ tau }) => tau >= AGREE).length;
  if (agreement.length === 0) return undefined;
  if (seeingItLikewise === agreement.length) return t('The other scores rank much alike.');
  if (seeingItLikewise === 0)
    return t('The other scores rank differently: train the first few before you decide.');
  return t('{seeingItLikewise} of {length} other scores rank much alike.', {
    seeingItLikewise,
    length: agreement.length,
  });
}

function warningOf({ candidates, scratch, majorityBaseline }: AdviceSummary): string | undefined {
  const [first] = candidates;
  if (!first) return undefined;
  const harmful = candidates.filter(({ beatsScratch }) => beatsScratch < 0.5);
  const small = t('a small network from scratch ({accuracy})', { accuracy: formatPercent(scratch, 0) });
  if (harmful.includes(first)) {
    return t(
      'Negative transfer: none of them is better than {small}. Train a small network from scratch for this task.',
      { small },
    );
  }
  if (first.interval[0] <= majorityBaseline) {
    return t('Even the first is hardly better than always giving the same answer ({majorityBaseline}).', {
      majorityBaseline: formatPercent(majorityBaseline, 0),
    });
  }
  if (harmful.length === 0) return undefined;
  return harmful.length === 1
    ? t('{value} is no better than {small}: it has nothing to give here.', {
        value: nameOf(harmful[0] ?? first),
        small,
      })
    : t('{length} of {length2} are no better than {small}: they have nothing to give here.', {
        length: harmful.length,
        length2: candidates.length,
        small,
      });
}
