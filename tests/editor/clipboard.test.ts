import { describe, expect, it } from 'vitest';
import { copyText, readFragment } from '../../src/editor/store/clipboard';
import { emptyDocument, type GraphDocument } from '../../src/graph/document';

const document: GraphDocument = {
  ...emptyDocument(),
  nodes: [
    { id: 'a', kind: 'dataset', kindVersion: 1, position: { x: 0, y: 0 }, params: { source: 'digits' } },
    { id: 'b', kind: 'split', kindVersion: 1, position: { x: 300, y: 0 }, params: {} },
    { id: 'c', kind: 'augment', kindVersion: 1, position: { x: 600, y: 0 }, params: {} },
  ],
  wires: [
    { id: 'w1', from: { node: 'a', port: 'data' }, to: { node: 'b', port: 'data' } },
    { id: 'w2', from: { node: 'b', port: 'data' }, to: { node: 'c', port: 'data' } },
  ],
};

describe('clipboard', () => {
  it('brings back the nodes and the wires between them', () => {
    const fragment = readFragment(copyText(document, new Set(['a', 'b'])));
    expect(fragment?.nodes).toEqual(document.nodes.slice(0, 2));
    expect(fragment?.wires).toEqual([document.wires[0]]);
  });

  it('brings back groups, and mends those that somebody else wrote', () => {
    const grouped = { ...document, groups: [{ id: 'g', label: 'Data', members: ['a', 'b'] }] };
    const text = copyText(grouped, new Set(['a', 'b']));
    expect(readFragment(text)?.groups).toEqual(grouped.groups);
    expect(readFragment(copyText(grouped, new Set(['a'])))?.groups).toBeUndefined();
    const damaged = { ...JSON.parse(text), groups: [{ id: 'a', members: ['b', 'b', 'gone'] }] };
    expect(readFragment(JSON.stringify(damaged))?.groups).toEqual([{ id: 'a-2', members: ['b'] }]);
  });

  it('takes the text of a whole graph', () => {
    expect(readFragment(JSON.stringify(document))?.nodes).toHaveLength(3);
  });

  it.each([
    'hello',
    '{"nodes": [1',
    '{"nodes": []}',
    '{"format": "graft/fragment", "nodes": [{"id": 7}], "wires": []}',
  ])('takes nothing from %s', (text) => expect(readFragment(text)).toBeUndefined());
});
