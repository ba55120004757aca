import { type DraftStep, noted, type Pass } from '../draft';
import { contentKey } from '../keys';
import { OP_VERSIONS } from '../op-versions';

/**
 * Gives every step its content key and makes one step of all that have the same: three heads on one
 * backbone embed once. Comes last, for a key says all that makes a result what it is.
 */
export const sharing: Pass = {
  name: 'sharing',
  title: 'Sharing of equal steps',
  run(draft) {
    const kept = new Map<string, Group>();
    const groupOf = new Map<string, Group>();
    for (const step of draft.steps) {
      const inputs: Record<string, string> = {};
      const inputKeys: Record<string, string> = {};
      for (const [role, id] of Object.entries(step.inputs)) {
        const input = groupOf.get(id)?.first;
        inputs[role] = input?.id ?? '';
        inputKeys[role] = input?.key ?? '';
      }
      const { op, params } = step;
      const key = contentKey({ op, version: OP_VERSIONS[op], params, inputs: inputKeys });
      const group = kept.get(key) ?? {
        first: { ...step, key, inputs },
        nodes: new Set<string>(),
        uses: 0,
      };
      for (const node of step.nodes) group.nodes.add(node);
      group.uses++;
      kept.set(key, group);
      groupOf.set(step.id, group);
    }
    const groups = [...kept.values()];
    const idNow = (id: string): string => groupOf.get(id)?.first.id ?? id;
    return {
      draft: {
        ...draft,
        steps: groups.map(shared),
        roots: [...new Set(draft.roots.map(idNow))],
        results: new Map([...draft.results].map(([node, id]) => [node, idNow(id)])),
      },
      summary: summaryOf(draft.steps.length - groups.length),
    };
  },
};

/** Steps of one key. */
interface Group {
  readonly first: DraftStep;
  readonly nodes: Set<string>;
  uses: number;
}

function shared({ first, nodes, uses }: Group): DraftStep {
  const step: DraftStep = { ...first, nodes: [...nodes] };
  return uses === 1
    ? step
    : noted(step, 'sharing', `${uses} places in the graph need it; it is computed once.`);
}

function summaryOf(saved: number): string {
  if (saved === 0) return 'Nothing to do: no two steps are equal.';
  return saved === 1
    ? 'One step that would do the same work again is left out.'
    : `${saved} steps that would do the same work again are left out.`;
}
