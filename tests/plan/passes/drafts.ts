import { registry } from '../../../nodes/registry';
import type { GraphDocument } from '../../../src/graph/document';
import type { Draft, DraftOf, DraftStep, Pass } from '../../../src/plan/draft';
import { inferGraph } from '../../../src/plan/infer';
import { lower } from '../../../src/plan/lower';
import { MEMORY_BUDGET } from '../../../src/plan/memory';
import type { StepOp } from '../../../src/plan/plan';
import { graph, type transfer } from '../graphs';
import { catalog } from '../sample-catalog';

/** The naive plan of a document, for these targets or for all of its trainings and measurements. */
export function naive(document: GraphDocument, targets?: readonly string[]): Draft {
  const all = document.nodes.filter(({ kind }) => registry.get(kind)?.target).map(({ id }) => id);
  return lower(inferGraph(document, registry, catalog), targets ?? all, catalog);
}

/** What the passes make of a draft, and what each said. */
export function pass(draft: Draft, passes: readonly Pass[], memoryBudget = MEMORY_BUDGET) {
  const summaries: string[] = [];
  const done = passes.reduce((before, { run }) => {
    const after = run(before, { catalog, memoryBudget });
    summaries.push(after.summary);
    return after.draft;
  }, draft);
  return { draft: done, summary: summaries.at(-1) ?? '' };
}

export const ops = ({ steps }: Draft): StepOp[] => steps.map(({ op }) => op);

export const all = <Op extends StepOp>({ steps }: Draft, op: Op): DraftOf<Op>[] =>
  steps.filter((step) => step.op === op) as unknown as DraftOf<Op>[];

/** The one step of this operation. */
export function only<Op extends StepOp>(draft: Draft, op: Op): DraftOf<Op> {
  const found = all(draft, op);
  const [step] = found;
  if (!step || found.length > 1) throw new Error(`There are ${found.length} steps "${op}".`);
  return step;
}

/** The operations behind a step's inputs, by role. */
export function reads(draft: Draft, step: DraftStep): Record<string, StepOp | undefined> {
  const opOf = (id: string) => draft.steps.find((other) => other.id === id)?.op;
  return Object.fromEntries(Object.entries(step.inputs).map(([role, id]) => [role, opOf(id)]));
}

/** As `transfer`, with Augment between Split and both Train and Evaluate, or between Dataset and Split. */
export const augmented = (
  where: 'behind split' | 'before split',
  changes: Parameters<typeof transfer>[0] = {},
) => {
  const wires =
    where === 'behind split'
      ? [
          'data.data -> split.data',
          'split.data -> augment.data',
          'augment.data -> train.data',
          'augment.data -> evaluate.data',
        ]
      : [
          'data.data -> augment.data',
          'augment.data -> split.data',
          'split.data -> train.data',
          'split.data -> evaluate.data',
        ];
  return graph(
    {
      data: { kind: 'dataset' },
      split: { kind: 'split' },
      augment: { kind: 'augment', params: { views: 4 } },
      backbone: { kind: 'backbone' },
      freeze: { kind: 'freeze' },
      head: { kind: 'head' },
      train: { kind: 'train' },
      evaluate: { kind: 'evaluate' },
      ...changes,
    },
    [
      ...wires,
      'backbone.model -> freeze.model',
      'freeze.model -> head.model',
      'head.model -> train.model',
      'train.trained -> evaluate.trained',
    ],
  );
};

/** A freeze policy for `transfer`. */
export const freezing = (policy: 'all' | 'all-but-last' | 'none') => ({
  freeze: { kind: 'freeze', params: { policy, lastBlocks: 1 } },
});
