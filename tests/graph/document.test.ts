import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canConnect, type PortsOf } from '../../src/graph/connect';
import { emptyDocument, type GraphDocument } from '../../src/graph/document';
import { addNode, addWire, copyNodes, freshId, pasteFragment, removeNodes } from '../../src/graph/edit';
import { migrate } from '../../src/graph/migrations';
import { formatDocument, parseDocument, readDocument } from '../../src/graph/parse';
import { topologicalOrder } from '../../src/graph/topology';

const node = (id: string, kind = 'box') => ({
  id,
  kind,
  kindVersion: 1,
  position: { x: 0, y: 0 },
  params: {},
});
const chain = (length: number): GraphDocument => {
  let document = emptyDocument();
  for (let index = 0; index < length; index++) document = addNode(document, node(`n${index}`));
  for (let index = 1; index < length; index++) {
    document = addWire(document, { node: `n${index - 1}`, port: 'out' }, { node: `n${index}`, port: 'in' });
  }
  return document;
};
const ports: PortsOf = ({ kind }) =>
  kind === 'unknown'
    ? undefined
    : {
        inputs: { in: { type: kind === 'model' ? 'model' : 'data', label: 'In', help: '' } },
        outputs: { out: { type: kind === 'model' ? 'model' : 'data', label: 'Out', help: '' } },
      };

describe('files', () => {
  it('reads back what it writes', () => {
    const document = chain(3);
    expect(parseDocument(formatDocument(document))).toEqual({ ok: true, document, problems: [] });
  });

  it.each([
    ['{"format": "graft", "nodes": [', 'file/not-json'],
    ['', 'file/not-json'],
    ['[]', 'file/not-a-graph'],
    ['{"hello": 1}', 'file/not-a-graph'],
    ['{"format": "graft", "version": 1, "nodes": [{"id": 7}]}', 'file/schema'],
  ])('refuses %s with a clear problem', (text, code) => {
    const parsed = parseDocument(text);
    expect(parsed.ok).toBe(false);
    expect(parsed.problems[0]?.code).toBe(code);
    expect(parsed.problems[0]?.message.length).toBeGreaterThan(20);
  });

  it('names the place in the file that is wrong', () => {
    const parsed = readDocument({
      format: 'graft',
      version: 1,
      nodes: [node('a'), { ...node('b'), position: 3 }],
    });
    expect(parsed.problems[0]?.message).toContain('"nodes.1.position"');
  });

  it('keeps everything of a newer version, and reports it', () => {
    const future = {
      ...chain(1),
      version: 99,
      hologram: { depth: 3 },
      nodes: [{ ...node('a', 'quantum'), colour: 'red' }],
    };
    const parsed = readDocument(future);
    expect(parsed.ok && parsed.document).toEqual(future);
    expect(parsed.problems.map((problem) => problem.code)).toEqual(['file/from-the-future']);
  });

  it.each([
    ['nodes', { nodes: Array.from({ length: 20_001 }, () => 0) }, 'file/too-large', '20001 nodes'],
    ['wires', { wires: Array.from({ length: 100_001 }, () => 0) }, 'file/too-large', '100001 wires'],
  ])('refuses more %s than it can handle, and says how many there are', (_, lists, code, received) => {
    expect(readDocument({ ...emptyDocument(), ...lists }).problems).toMatchObject([{ code, received }]);
  });

  it('refuses JSON that is nested without end', () => {
    const text = JSON.stringify({ ...emptyDocument(), hologram: 0 });
    const nested = text.replace(':0', `:${'['.repeat(200_000)}${']'.repeat(200_000)}`);
    expect(parseDocument(nested).problems[0]?.code).toBe('file/too-deep');
  });

  it('never throws, whatever the text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(typeof parseDocument(text).ok).toBe('boolean');
      }),
    );
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), fc.jsonValue(), (nodes, wires, version) => {
        expect(typeof readDocument({ format: 'graft', version, nodes, wires }).ok).toBe('boolean');
      }),
    );
  });

  it('reports ids that occur twice', () => {
    const parsed = readDocument({ ...emptyDocument(), nodes: [node('a'), node('a')] });
    expect(parsed.problems.map((problem) => problem.code)).toEqual(['graph/duplicate-id']);
  });
});

describe('migrations', () => {
  it('reads hand-written graphs of version 0', () => {
    const parsed = readDocument({
      format: 'graft',
      nodes: [
        { id: 'a', kind: 'dataset' },
        { id: 'b', kind: 'split' },
      ],
      wires: ['a.data -> b.data'],
    });
    expect(parsed.ok && parsed.document.wires).toEqual([
      { id: 'wire-1', from: { node: 'a', port: 'data' }, to: { node: 'b', port: 'data' } },
    ]);
  });

  it('applies one version after another', () => {
    const add = (letter: string) => (document: Record<string, unknown>) => ({
      ...document,
      title: `${document.title}${letter}`,
    });
    const migrations = [
      { from: 1, migrate: add('b') },
      { from: 2, migrate: add('c') },
    ];
    expect(migrate({ version: 1, title: 'a' }, migrations, 3)).toEqual({ version: 3, title: 'abc' });
    expect(() => migrate({ version: 0 }, migrations, 3)).toThrow('version 0 to 1');
  });
});

describe('wiring', () => {
  it('joins equal types only', () => {
    const document = { ...emptyDocument(), nodes: [node('a'), node('m', 'model')] };
    expect(canConnect(document, ports, { node: 'a', port: 'out' }, { node: 'm', port: 'in' })).toMatchObject({
      ok: false,
      reason: expect.stringContaining('gives data'),
    });
  });

  it('refuses circles, also to itself', () => {
    const document = chain(4);
    const back = canConnect(document, ports, { node: 'n3', port: 'out' }, { node: 'n0', port: 'in' });
    expect(back).toMatchObject({ ok: false, reason: expect.stringContaining('circle') });
    expect(canConnect(document, ports, { node: 'n1', port: 'out' }, { node: 'n1', port: 'in' }).ok).toBe(
      false,
    );
  });

  it('says which wire a new one replaces', () => {
    const document = addNode(chain(2), node('x'));
    expect(canConnect(document, ports, { node: 'x', port: 'out' }, { node: 'n1', port: 'in' })).toEqual({
      ok: true,
      replaces: ['wire'],
    });
    const replaced = addWire(document, { node: 'x', port: 'out' }, { node: 'n1', port: 'in' });
    expect(replaced.wires.map((wire) => wire.from.node)).toEqual(['x']);
  });
});

/** Graphs with random wires, circles included. */
const anyGraph = fc
  .record({
    size: fc.integer({ min: 1, max: 12 }),
    pairs: fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 24 }),
  })
  .map(({ size, pairs }) => ({
    nodes: Array.from({ length: size }, (_, index) => node(`n${index}`)),
    wires: pairs.map(([from, to], index) => ({
      id: `w${index}`,
      from: { node: `n${from % size}`, port: 'out' },
      to: { node: `n${to % size}`, port: `in${index}` },
    })),
  }));

describe('topology', () => {
  it('puts every node behind what it depends on, or finds it on or behind a circle', () => {
    fc.assert(
      fc.property(anyGraph, ({ nodes, wires }) => {
        const { sorted, cyclic } = topologicalOrder({ nodes, wires });
        const place = new Map(sorted.map((id, index) => [id, index]));
        for (const wire of wires) {
          const to = place.get(wire.to.node);
          if (to !== undefined) expect(place.get(wire.from.node)).toBeLessThan(to);
        }
        expect(sorted.length < nodes.length).toBe(cyclic.length > 0);
      }),
    );
  });
});

describe('edits', () => {
  it('removes a node with its wires', () => {
    const document = removeNodes(chain(3), new Set(['n1']));
    expect(document.nodes.map(({ id }) => id)).toEqual(['n0', 'n2']);
    expect(document.wires).toEqual([]);
  });

  it('pastes under fresh ids and keeps inner wires', () => {
    fc.assert(
      fc.property(anyGraph, fc.array(fc.nat({ max: 11 })), ({ nodes, wires }, chosen) => {
        const document = { ...emptyDocument(), nodes, wires };
        const fragment = copyNodes(document, new Set(chosen.map((index) => `n${index}`)));
        const pasted = pasteFragment(document, fragment, { x: 10, y: 10 });
        const ids = pasted.document.nodes.map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
        expect(pasted.ids).toHaveLength(fragment.nodes.length);
        expect(pasted.document.wires).toHaveLength(wires.length + fragment.wires.length);
        const wireIds = pasted.document.wires.map(({ id }) => id);
        expect(new Set(wireIds).size).toBe(wireIds.length);
      }),
    );
  });

  it('counts ids up', () => {
    expect(freshId('train', new Set(['train', 'train-2']))).toBe('train-3');
  });
});
