import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Clip, copyText, readClip } from '../../src/editor/store/clipboard-text';
import { emptyDocument, type GraphDocument } from '../../src/graph/document';
import { pasteFragment } from '../../src/graph/edit';
import { MAX_NODES } from '../../src/graph/limits';
import { anyDocument } from '../graph/arbitrary';

const document: GraphDocument = {
  ...emptyDocument(),
  nodes: [
    { id: 'a', kind: 'dataset', kindVersion: 1, position: { x: 0, y: 0 }, params: { source: 'digits' } },
    { id: 'b', kind: 'split', kindVersion: 1, position: { x: 300, y: 0 }, params: {}, mode: 'bypass' },
    { id: 'c', kind: 'augment', kindVersion: 1, position: { x: 600, y: 0 }, params: {} },
  ],
  wires: [
    {
      id: 'w1',
      from: { node: 'a', port: 'data' },
      to: { node: 'b', port: 'data' },
      points: [{ x: 150, y: 90 }],
    },
    { id: 'w2', from: { node: 'b', port: 'data' }, to: { node: 'c', port: 'data' } },
  ],
};

const nodesOf = (clip: Clip) => (clip.type === 'nodes' ? clip.fragment.nodes : undefined);
const groupsOf = (text: string) => {
  const clip = readClip(text);
  return clip.type === 'nodes' ? clip.fragment.groups : undefined;
};
const codeOf = (text: string) => {
  const clip = readClip(text);
  return clip.type === 'broken' ? clip.problem.code : clip.type;
};

describe('clipboard', () => {
  it('brings back the nodes and the wires between them', () => {
    const clip = readClip(copyText(document, new Set(['a', 'b'])));
    expect(clip).toEqual({
      type: 'nodes',
      fragment: { nodes: document.nodes.slice(0, 2), wires: [document.wires[0]] },
    });
  });

  it('brings back all of any graph', () => {
    fc.assert(
      fc.property(anyDocument, (whole) => {
        const ids = new Set(whole.nodes.map(({ id }) => id));
        // Of two nodes with one id nothing can say which is meant: such a copy is refused.
        const isClear = ids.size === whole.nodes.length;
        const clip = readClip(copyText(whole, ids));
        expect(nodesOf(clip)).toEqual(isClear ? whole.nodes : undefined);
      }),
      { seed: 3, numRuns: 50 },
    );
  });

  it('brings back groups, and mends those that somebody else wrote', () => {
    const grouped = { ...document, groups: [{ id: 'g', label: 'Data', members: ['a', 'b'] }] };
    const text = copyText(grouped, new Set(['a', 'b']));
    expect(groupsOf(text)).toEqual(grouped.groups);
    expect(groupsOf(copyText(grouped, new Set(['a'])))).toBeUndefined();
    const damaged = { ...JSON.parse(text), groups: [{ id: 'a', members: ['b', 'b', 'gone'] }] };
    expect(groupsOf(JSON.stringify(damaged))).toEqual([{ id: 'a-2', members: ['b'] }]);
  });

  it('takes the text of a whole graph', () => {
    expect(nodesOf(readClip(JSON.stringify(document)))).toHaveLength(3);
  });

  it('takes what the first builds copied, without a version', () => {
    const old = { format: 'graft/fragment', nodes: document.nodes, wires: [] };
    expect(nodesOf(readClip(JSON.stringify(old)))).toHaveLength(3);
  });

  it.each(['hello', '{"nodes": [1', '{"nodes": []}', ''])('takes %j for text', (text) =>
    expect(codeOf(text)).toBe('text'),
  );

  it('says what is wrong with nodes that were damaged on the way', () => {
    const text = copyText(document, new Set(['a']));
    expect(codeOf(text.slice(0, -20))).toBe('file/not-json');
    expect(codeOf('{"format": "graft/fragment", "nodes": [{"id": 7}], "wires": []}')).toBe('file/schema');
  });

  it('refuses more than a graph may have, and what a newer Graft wrote', () => {
    const [node] = document.nodes;
    const many = { format: 'graft/fragment', version: 2, nodes: Array(MAX_NODES + 1).fill(node), wires: [] };
    expect(codeOf(JSON.stringify(many))).toBe('file/too-large');
    expect(codeOf(JSON.stringify({ ...many, version: 99, nodes: [node] }))).toBe('file/from-the-future');
  });

  it('moves the points of wires with the nodes that are pasted', () => {
    const pasted = pasteFragment(emptyDocument(), document, { x: 10, y: -5 });
    expect(pasted.document.wires[0]?.points).toEqual([{ x: 160, y: 85 }]);
  });
});
