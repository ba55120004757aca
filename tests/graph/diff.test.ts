import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyDiff, diffGraphs, isEmptyDiff } from '../../src/graph/diff';
import { emptyDocument, type GraphDocument } from '../../src/graph/document';
import { removeNodes, setParam, updateNode } from '../../src/graph/edit';
import { anyDocument } from './arbitrary';

const node = (id: string) => ({
  id,
  kind: 'train',
  kindVersion: 1,
  position: { x: 0, y: 0 },
  params: { epochs: 10, classes: ['cat', 'dog'] },
});
const graph: GraphDocument = {
  ...emptyDocument('Cats'),
  nodes: [node('a'), node('b'), node('c')],
  wires: [{ id: 'w', from: { node: 'a', port: 'out' }, to: { node: 'b', port: 'in' } }],
};

describe('the difference of two graphs', () => {
  it('is empty between equal ones', () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        expect(isEmptyDiff(diffGraphs(document, document))).toBe(true);
        expect(isEmptyDiff(diffGraphs(document, structuredClone(document)))).toBe(true);
      }),
    );
  });

  it('leads from the first to the second, order and all', () => {
    fc.assert(
      fc.property(anyDocument, anyDocument, (before, after) => {
        const diff = diffGraphs(before, after);
        expect(applyDiff(before, diff)).toEqual(after);
        expect(isEmptyDiff(diff)).toBe(isEmptyDiff(diffGraphs(applyDiff(before, diff), before)));
      }),
    );
  });

  it('survives a trip through JSON', () => {
    fc.assert(
      fc.property(anyDocument, anyDocument, (before, after) => {
        const { nodes, wires, fields } = diffGraphs(before, after);
        const travelled = JSON.parse(JSON.stringify([nodes.added, wires.added, fields]));
        expect(travelled).toEqual([nodes.added, wires.added, fields]);
      }),
    );
  });

  it('names parameters with their old and new values', () => {
    const diff = diffGraphs(graph, setParam(graph, 'b', 'epochs', 20));
    expect(diff.nodes.changed.map(({ after, changes }) => [after.id, changes])).toEqual([
      ['b', [{ path: ['params', 'epochs'], from: 10, to: 20 }]],
    ]);
  });

  it('tells added and removed parameters apart from changed ones', () => {
    const params = { classes: ['cat'], rate: 0.1 };
    const diff = diffGraphs(
      graph,
      updateNode(graph, 'a', (old) => ({ ...old, params })),
    );
    expect(diff.nodes.changed[0]?.changes).toEqual([
      { path: ['params', 'epochs'], from: 10 },
      { path: ['params', 'classes'], from: ['cat', 'dog'], to: ['cat'] },
      { path: ['params', 'rate'], to: 0.1 },
    ]);
  });

  it('takes a wire that was drawn again for the same wire', () => {
    const again = { ...graph, wires: graph.wires.map((wire) => ({ ...wire, id: 'wire-7' })) };
    const { wires } = diffGraphs(graph, again);
    expect([wires.added, wires.removed]).toEqual([[], []]);
    expect(wires.changed[0]?.changes).toEqual([{ path: ['id'], from: 'w', to: 'wire-7' }]);
  });

  it('lists what went with a node', () => {
    const { nodes, wires } = diffGraphs(graph, removeNodes(graph, new Set(['a'])));
    expect(nodes.removed.map(({ id }) => id)).toEqual(['a']);
    expect(wires.removed.map(({ id }) => id)).toEqual(['w']);
  });

  it('is nothing but order where only the order changed', () => {
    const diff = diffGraphs(graph, { ...graph, nodes: [...graph.nodes].reverse() });
    expect(diff.nodes).toMatchObject({ added: [], removed: [], changed: [] });
    expect(isEmptyDiff(diff)).toBe(false);
  });
});
