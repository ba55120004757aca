import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { registry } from '../../nodes/registry';
import type { GraphDocument, Json } from '../../src/graph/document';
import * as edit from '../../src/graph/edit';
import { compile, compileInferred } from '../../src/plan/compile';
import { inferGraph } from '../../src/plan/infer';
import { keepSame, revalidate } from '../../src/plan/revalidate';
import { transfer } from './graphs';
import { documents } from './random-graphs';
import { catalog } from './sample-catalog';

type Edit = (document: GraphDocument) => GraphDocument;

/** Edits of all sorts: of what is there, and such that break the graph or make a circle. */
const edits = fc.array(
  fc
    .record({
      what: fc.constantFrom('seed', 'dropout', 'move', 'remove', 'cut', 'wire', 'duplicate', 'kind'),
      at: fc.nat(),
      to: fc.nat(),
      value: fc.constantFrom<Json>(1, 2, 0.3, -5, 'nonsense'),
    })
    .map(({ what, at, to, value }): Edit => {
      return (document) => {
        const node = document.nodes[at % document.nodes.length];
        const wire = document.wires[at % Math.max(1, document.wires.length)];
        const other = document.wires[to % Math.max(1, document.wires.length)];
        if (!node) return document;
        switch (what) {
          case 'move':
            return edit.moveNodes(document, new Map([[node.id, { x: to, y: 0 }]]));
          case 'remove':
            return edit.removeNodes(document, new Set([node.id]));
          case 'cut':
            return edit.removeWires(document, new Set(wire ? [wire.id] : []));
          case 'wire':
            return wire && other ? edit.addWire(document, wire.from, other.to) : document;
          case 'duplicate':
            return { ...document, nodes: [...document.nodes, node] };
          case 'kind':
            return edit.updateNode(document, node.id, (old) => ({ ...old, kind: 'from-the-future' }));
          default:
            return edit.setParam(document, node.id, what, value);
        }
      };
    }),
  { minLength: 1, maxLength: 6 },
);

describe('inference after an edit', () => {
  it('finds what inference of the whole graph finds, and so does the plan', () => {
    fc.assert(
      fc.property(documents, edits, (start, changes) => {
        let document = start;
        let inferred = inferGraph(document, registry, catalog);
        let plan = compileInferred(document, inferred, { registry, catalog });
        for (const change of changes) {
          const before = { document, catalog, inferred };
          document = change(document);
          inferred = inferGraph(document, registry, catalog, before);
          expect([...inferred]).toEqual([...inferGraph(document, registry, catalog)]);

          const whole = compile(document, { registry, catalog });
          const validated = revalidate(plan, before, { document, catalog, inferred }, { registry });
          expect(validated.blocking).toEqual(whole.blocking);
          plan = keepSame(validated, compileInferred(document, inferred, { registry, catalog }));
          expect(plan).toEqual(whole);
        }
      }),
      { numRuns: 8 },
    );
  });

  it('leaves alone what the edit does not touch', () => {
    const document = transfer();
    const inferred = inferGraph(document, registry, catalog);
    const changed = edit.setParam(document, 'head', 'dropout', 0.4);
    const after = inferGraph(changed, registry, catalog, { document, catalog, inferred });
    const kept = document.nodes.filter(({ id }) => after.get(id) === inferred.get(id)).map(({ id }) => id);
    expect(kept).toEqual(['data', 'split', 'backbone', 'freeze']);
  });

  it('infers all anew when another dataset or model becomes known', () => {
    const document = transfer();
    const inferred = inferGraph(document, registry, catalog);
    const after = inferGraph(document, registry, { ...catalog }, { document, catalog, inferred });
    expect(document.nodes.some(({ id }) => after.get(id) === inferred.get(id))).toBe(false);
  });

  it('says at once what is wrong, and keeps the steps until the graph is compiled', () => {
    const document = transfer();
    const inferred = inferGraph(document, registry, catalog);
    const plan = compileInferred(document, inferred, { registry, catalog });
    const cut = { ...document, wires: document.wires.filter(({ to }) => to.node !== 'head') };
    const before = { document, catalog, inferred };
    const now = { document: cut, catalog, inferred: inferGraph(cut, registry, catalog, before) };
    const validated = revalidate(plan, before, now, { registry });
    expect(validated.blocking.map(({ code, nodeId }) => `${nodeId} ${code}`)).toEqual(['head wire/missing']);
    expect(validated.nodes.head?.problems).toHaveLength(1);
    expect(validated.nodes.data).toBe(plan.nodes.data);
    expect(validated.steps).toBe(plan.steps);
  });
});
