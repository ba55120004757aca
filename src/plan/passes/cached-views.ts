import { type DraftStep, noted, type Pass } from '../draft';

/**
 * Augmentation before a frozen prefix cannot vary samples anew in every epoch, for the prefix runs once.
 * As many versions of each training sample as the user chose are embedded instead, the original among
 * them, and epochs take them in turn.
 */
export const cachedViews: Pass = {
  name: 'cached-views',
  title: 'Cached views',
  run(draft) {
    const augmented = new Set(draft.steps.filter(({ op }) => op === 'augment').map(({ id }) => id));
    let count = 0;
    const steps = draft.steps.map((step): DraftStep => {
      const { views } = step.data;
      if (step.op !== 'embed' || views === 1 || !augmented.has(step.inputs.data ?? '')) return step;
      count++;
      const text = `Augmentation comes before frozen blocks, so ${views} versions of each sample are kept.`;
      return noted({ ...step, params: { ...step.params, views } }, 'cached-views', text);
    });
    return { draft: { ...draft, steps }, summary: summaryOf(count) };
  },
};

const summaryOf = (count: number): string =>
  count === 0
    ? 'Nothing to do: no augmentation comes before frozen blocks.'
    : `The features of ${count === 1 ? 'one training' : `${count} trainings`} hold several versions of each sample.`;
