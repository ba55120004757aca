import type { Draft, DraftStep, Pass } from '../draft';

/**
 * Keeps only what the targets need, in the order of the targets: each one's steps stand together, so
 * that its result comes as early as it can.
 */
export const deadBranches: Pass = {
  name: 'dead-branches',
  title: 'Dead branches',
  run(draft) {
    const steps = neededInOrder(draft);
    const working = new Set(steps.flatMap(({ nodes }) => nodes));
    const idle = new Set(draft.steps.flatMap(({ nodes }) => nodes).filter((node) => !working.has(node)));
    return { draft: { ...draft, steps }, summary: summaryOf(idle.size) };
  },
};

/** Depth first from the roots, each step behind its inputs; a stack of our own, for chains may be long. */
function neededInOrder({ steps, roots }: Draft): readonly DraftStep[] {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const ordered = new Set<DraftStep>();
  const stack: { readonly step: DraftStep; readonly inputsDone: boolean }[] = [];
  const open = (id: string): void => {
    const step = byId.get(id);
    if (step && !ordered.has(step)) stack.push({ step, inputsDone: false });
  };
  for (const root of roots) {
    open(root);
    for (let top = stack.pop(); top; top = stack.pop()) {
      if (top.inputsDone) ordered.add(top.step);
      else if (!ordered.has(top.step)) {
        stack.push({ step: top.step, inputsDone: true });
        Object.values(top.step.inputs).reverse().forEach(open);
      }
    }
  }
  return [...ordered];
}

function summaryOf(idle: number): string {
  if (idle === 0) return 'Nothing to do: every step leads to a result that is asked for.';
  return idle === 1
    ? 'One node is left out: no result that is asked for needs it.'
    : `${idle} nodes are left out: no result that is asked for needs them.`;
}
