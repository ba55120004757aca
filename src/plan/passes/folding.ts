import { blocksOf } from '../costs';
import { type DraftStep, isNetwork, noted, type Pass } from '../draft';

/**
 * A batch norm whose statistics are stored is one affine map of each channel, so it folds into the
 * convolution before it, and the activation behind it with it: one kernel runs in place of three. The
 * engine does so for every convolution that keeps its weights; this pass counts where.
 */
export const folding: Pass = {
  name: 'folding',
  title: 'Folded batch norm',
  run(draft) {
    let all = 0;
    const steps = draft.steps.map((step): DraftStep => {
      if (!isNetwork(step) || (step.op !== 'embed' && step.op !== 'evaluate')) return step;
      const folded = blocksOf(step).reduce((sum, block) => sum + (block.folded ?? 0), 0);
      all += folded;
      return folded === 0 ? step : noted(step, 'folding', noteOf(folded));
    });
    return { draft: { ...draft, steps }, summary: summaryOf(all) };
  },
};

const noteOf = (folded: number): string =>
  folded === 1
    ? 'One batch norm is folded into the convolution before, with the activation behind: one kernel in place of three.'
    : `${folded} batch norms are folded into the convolutions before, with the activations behind: one kernel in place of three.`;

const summaryOf = (folded: number): string =>
  folded === 0
    ? 'Nothing to do: no convolution that only runs forward has a batch norm of its own.'
    : `${folded} batch norms are folded into convolutions, with their activations.`;
