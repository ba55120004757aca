import type { Problem } from '../../graph/problem';
import { isLearning, keptMemory, type LearningDraft, passMemory, trainingMemory } from '../costs';
import { type DraftOf, type DraftStep, noted, type Pass } from '../draft';
import { bytesInWords, MOST_SAMPLES_A_PASS, TRAINING_BUDGET_FACTOR } from '../memory';

/**
 * Forward passes take as many samples at once as the memory budget allows: a power of two, for one
 * size of kernel serves all. A training's batch size changes its result, so it stays the user's: this
 * pass only warns when it will not fit.
 */
export const batchSize: Pass = {
  name: 'batch-size',
  title: 'Batch size',
  run(draft, { memoryBudget }) {
    const steps = draft.steps.map((step) => (runsForward(step) ? withBatch(step, memoryBudget) : step));
    const problems = steps
      .filter(isLearning)
      .flatMap((step) => tooLarge(step, memoryBudget * TRAINING_BUDGET_FACTOR) ?? []);
    return {
      draft: { ...draft, steps, problems: [...draft.problems, ...problems] },
      summary: summaryOf(steps, memoryBudget),
    };
  },
};

type ForwardDraft = DraftOf<'embed'> | DraftOf<'evaluate'> | DraftOf<'re-estimate'>;

const runsForward = (step: DraftStep): step is ForwardDraft =>
  step.op === 'embed' || step.op === 'evaluate' || step.op === 're-estimate';

function withBatch(step: ForwardDraft, budget: number): DraftStep {
  const memory = passMemory(step);
  let batch = MOST_SAMPLES_A_PASS;
  while (batch > 1 && batch * memory > budget) batch /= 2;
  const sized = { ...step, params: { ...step.params, batch } } as DraftStep;
  return batch === MOST_SAMPLES_A_PASS
    ? sized
    : noted(sized, 'batch-size', smallerNote(batch, memory, budget));
}

const smallerNote = (batch: number, memory: number, budget: number): string =>
  `${batch} samples a forward pass: ${2 * batch} would take ${bytesInWords(2 * batch * memory)} for activations, more than the ${bytesInWords(budget)} set aside.`;

/** A warning on the node whose training does not fit. */
function tooLarge(step: LearningDraft, budget: number): Problem | undefined {
  const { batchSize } = step.params.options;
  const needed = trainingMemory(step, batchSize);
  if (needed <= budget) return undefined;
  const fixed = trainingMemory(step, 0);
  const fitting = Math.floor((budget - fixed) / keptMemory(step));
  return {
    code: 'train/memory',
    severity: 'warning',
    nodeId: step.nodes[0],
    param: 'batchSize',
    message: `Training on batches of ${batchSize} needs about ${bytesInWords(needed)} of memory, which a browser may not have.`,
    ...(fitting >= 1 && {
      expected: `at most ${fitting} samples a batch (${bytesInWords(trainingMemory(step, fitting))})`,
    }),
    hint:
      fitting >= 1
        ? 'Lower the batch size, freeze more blocks, or choose a smaller input size.'
        : 'Freeze more blocks, or choose a smaller input size: even one sample a batch is too much.',
  };
}

function summaryOf(steps: readonly DraftStep[], budget: number): string {
  const batches = steps.filter(runsForward).map(({ params }) => params.batch);
  if (batches.length === 0) return 'Nothing to do: no step runs a network forward only.';
  const [least, most] = [Math.min(...batches), Math.max(...batches)];
  const range = least === most ? `${most}` : `${least} to ${most}`;
  return `Forward passes take ${range} samples at once, within ${bytesInWords(budget)} of activations.`;
}
