import { describe, expect, it } from 'vitest';
import { portsToDraw } from '../../src/editor/canvas/ports';
import { hasSameEdges, toFlowEdges, toFlowNodes } from '../../src/editor/canvas/to-flow';
import { freePlace } from '../../src/editor/palette/free-place';
import { emptyDocument, type GraphDocument, type GraphNode } from '../../src/graph/document';
import { moveNodes, updateNode } from '../../src/graph/edit';

const node = (id: string, kind: string, x = 0): GraphNode => ({
  id,
  kind,
  kindVersion: 1,
  position: { x, y: 0 },
  params: {},
});

const document: GraphDocument = {
  ...emptyDocument(),
  nodes: [node('data', 'dataset'), node('odd', 'from-the-future', 300)],
  wires: [
    { id: 'w1', from: { node: 'data', port: 'data' }, to: { node: 'odd', port: 'mystery' } },
    { id: 'w2', from: { node: 'gone', port: 'x' }, to: { node: 'odd', port: 'y' } },
  ],
};

describe('the document on the canvas', () => {
  it('keeps what did not change, so that it is not drawn again', () => {
    const before = toFlowNodes(document, new Set(), []);
    const moved = moveNodes(document, new Map([['data', { x: 50, y: 0 }]]));
    const after = toFlowNodes(moved, new Set(), before);
    expect(after[1]).toBe(before[1]);
    expect(after[0]?.position.x).toBe(50);
  });

  it('stays the very same when a parameter changes, and not when a name does', () => {
    const before = toFlowNodes(document, new Set(), []);
    const set = updateNode(document, 'data', (old) => ({ ...old, params: { seed: 2 } }));
    expect(toFlowNodes(set, new Set(), before)).toBe(before);
    expect(hasSameEdges(document, set)).toBe(true);
    const named = updateNode(document, 'data', (old) => ({ ...old, label: 'Mine' }));
    expect(toFlowNodes(named, new Set(), before)[0]?.data).toMatchObject({ node: { label: 'Mine' } });
    expect(hasSameEdges(document, named)).toBe(false);
  });

  it('draws a note anew when its text changes, which is a parameter', () => {
    const noted = { ...document, nodes: [node('note', 'note')] };
    const before = toFlowNodes(noted, new Set(), []);
    const set = updateNode(noted, 'note', (old) => ({ ...old, params: { text: 'New' } }));
    expect(toFlowNodes(set, new Set(), before)[0]?.data).toMatchObject({ node: { params: { text: 'New' } } });
  });

  it('keeps what React Flow measured', () => {
    const [first] = toFlowNodes(document, new Set(), []);
    const measured = first ? [{ ...first, measured: { width: 240, height: 100 } }] : [];
    const [again] = toFlowNodes(document, new Set(['data']), measured);
    expect(again).toMatchObject({ selected: true, measured: { width: 240, height: 100 } });
  });

  it('expects a size of each node of a large graph, and expects another when it changes', () => {
    const nodes = Array.from({ length: 100 }, (_, place) => node(`node-${place}`, 'split'));
    const many = { ...emptyDocument(), nodes };
    const before = toFlowNodes(many, new Set(), []);
    expect(before[0]).toMatchObject({ measured: { width: 252 }, handles: [{ id: 'data' }, { id: 'data' }] });
    const named = updateNode(many, 'node-0', (old) => ({ ...old, label: 'Mine' }));
    const [after] = toFlowNodes(named, new Set(), before);
    // A name of its own takes a line more.
    expect(after?.measured?.height).toBeGreaterThan(before[0]?.measured?.height ?? Number.NaN);
  });

  it('draws an id that occurs twice once', () => {
    const twice = { ...document, nodes: [...document.nodes, node('data', 'split')] };
    expect(toFlowNodes(twice, new Set(), [])).toHaveLength(2);
  });

  it('draws the ports of an unknown kind that wires mention', () => {
    const odd = document.nodes[1];
    const ports = odd ? portsToDraw(odd, document.wires) : [];
    expect(ports.map(({ name, direction }) => `${direction} ${name}`)).toEqual(['input mystery', 'input y']);
  });

  it('leaves out a wire from a node that is not there, and colours by type', () => {
    const edges = toFlowEdges(document, new Set(['w1']));
    expect(edges).toHaveLength(1);
    expect(edges[0]).toMatchObject({ id: 'w1', selected: true, data: { tint: 'data' } });
  });

  it('puts a new node beside what is there', () => {
    const first = freePlace(emptyDocument(), { x: 0, y: 0 });
    const occupied = { ...emptyDocument(), nodes: [{ ...node('a', 'head'), position: { ...first } }] };
    const second = freePlace(occupied, { x: 0, y: 0 });
    expect(Math.hypot(second.x - first.x, second.y - first.y)).toBeGreaterThan(30);
  });
});
