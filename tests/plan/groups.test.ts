import fc from 'fast-check';
import { expect, it } from 'vitest';
import { registry } from '../../nodes/registry';
import { groupNodes, updateGroup } from '../../src/graph/groups/edit';
import { compile } from '../../src/plan/compile';
import { documents } from './random-graphs';
import { catalog } from './sample-catalog';

const planOf = (document: Parameters<typeof compile>[0]) => compile(document, { registry, catalog });

it('a graph has the same plan, keys and all, with its nodes grouped, collapsed or not', () => {
  fc.assert(
    fc.property(documents, fc.array(fc.nat(), { maxLength: 6 }), (document, chosen) => {
      const ids = chosen.map((at) => document.nodes[at % document.nodes.length]?.id ?? '');
      const grouped = groupNodes(document, new Set(ids));
      if (!grouped) return;
      const plan = planOf(document);
      expect(planOf(grouped.document)).toEqual(plan);
      const collapsed = updateGroup(grouped.document, grouped.id, (group) => ({ ...group, collapsed: true }));
      expect(planOf(collapsed)).toEqual(plan);
    }),
    { numRuns: 40 },
  );
});
