import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { registry } from '../../../nodes/registry';
import type { Block } from '../../../src/graph/blocks/block';
import { insertBlock } from '../../../src/graph/blocks/insert';
import { makeBlock } from '../../../src/graph/blocks/make';
import { formatBlock, looksLikeBlock, parseBlock, readBlock } from '../../../src/graph/blocks/read';
import { updateBlock } from '../../../src/graph/blocks/update';
import type { GraphDocument, Group } from '../../../src/graph/document';
import { addWire, removeNodes, setParam } from '../../../src/graph/edit';
import { groupNodes, updateGroup } from '../../../src/graph/groups/edit';
import { repairGroups } from '../../../src/graph/groups/repair';
import { formatDocument, parseDocument } from '../../../src/graph/parse';
import { mutateText, seededInteger } from '../../fuzz/mutate';
import { loadTemplate } from '../../templates/load';
import { anyDocument } from '../arbitrary';

const template = loadTemplate('first-transfer');
const portsOf = (node: { kind: string }) => registry.get(node.kind);
const MEMBERS = ['backbone', 'freeze', 'head'];
const AT = { x: 1000, y: 500 };

const grouped = updateGroup(
  groupNodes(template, new Set(MEMBERS))?.document ?? template,
  'group',
  (group) => ({ ...group, colour: 'blue', params: [{ node: 'head', param: 'dropout' }] }),
);
const groupAt = (document: GraphDocument, place: number): Group =>
  document.groups?.[place] ?? { id: 'none', members: [] };
const blockOf = (document: GraphDocument, group: Group, version = 1): Block =>
  makeBlock(document, group, { id: 'b1', version, name: 'My model', description: 'A network' }, portsOf);
const block = blockOf(grouped, groupAt(grouped, 0));
const nodeIn = (document: GraphDocument, id: string) => document.nodes.find((node) => node.id === id);

describe('a block', () => {
  it('is the nodes of a group, its inner wires, and what the group shows', () => {
    expect(block.nodes.map(({ id }) => id)).toEqual(MEMBERS);
    expect(block.wires).toHaveLength(2);
    expect(block.ports).toEqual([{ node: 'head', port: 'model', side: 'output' }]);
    expect(block.params).toEqual([{ node: 'head', param: 'dropout' }]);
    expect(Math.min(...block.nodes.map(({ position }) => position.x))).toBe(0);
    expect(block).toMatchObject({ colour: 'blue', version: 1, name: 'My model' });
  });

  it('is read back as it was written', () => {
    expect(parseBlock(formatBlock(block))).toEqual({ ok: true, block, problems: [] });
    expect(looksLikeBlock(formatBlock(block))).toBe(true);
    expect(looksLikeBlock(formatDocument(template))).toBe(false);
  });

  it('is inserted as a collapsed group of fresh nodes that remembers where it came from', () => {
    const { document, group } = insertBlock(grouped, block, AT);
    expect(group).toMatchObject({
      id: 'block',
      label: 'My model',
      description: 'A network',
      colour: 'blue',
      collapsed: true,
      members: ['backbone-2', 'freeze-2', 'head-2'],
      ports: [{ node: 'head-2', port: 'model', side: 'output' }],
      params: [{ node: 'head-2', param: 'dropout' }],
      block: { id: 'b1', version: 1, nodes: { head: 'head-2' } },
    });
    expect(document.nodes).toHaveLength(template.nodes.length + 3);
    expect(document.wires).toHaveLength(template.wires.length + 2);
    expect(parseDocument(formatDocument(document))).toEqual({ ok: true, document, problems: [] });
  });

  it('is the same when it is made again from a copy of it', () => {
    const { document, group } = insertBlock(template, block, AT);
    expect(blockOf(document, group)).toEqual(block);
  });

  it('can be made of any group, read, inserted and made again', () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        for (const group of document.groups ?? []) {
          if (new Set(document.nodes.map(({ id }) => id)).size < document.nodes.length) return;
          const made = blockOf(document, group);
          expect(parseBlock(formatBlock(made))).toMatchObject({ ok: true, problems: [] });
          const inserted = insertBlock(document, made, AT);
          const groups = inserted.document.groups ?? [];
          expect(repairGroups(inserted.document.nodes, groups)).toEqual({ groups, problems: [] });
          const again = blockOf(inserted.document, inserted.group);
          expect(again.nodes.map(({ id }) => id)).toEqual(made.nodes.map(({ id }) => id));
          expect(again.ports).toEqual(made.ports);
        }
      }),
      { numRuns: 50 },
    );
  });
});

describe('a new version of a block', () => {
  const used = insertBlock(template, block, AT);
  const wired = addWire(used.document, { node: 'head-2', port: 'model' }, { node: 'train', port: 'model' });
  /** As its maker changed it: other parameters, without Freeze. */
  const next = (() => {
    const changed = setParam(setParam(grouped, 'head', 'dropout', 0.1), 'head', 'units', 7);
    const shorter = addWire(
      removeNodes(changed, new Set(['freeze'])),
      { node: 'backbone', port: 'model' },
      { node: 'head', port: 'model' },
    );
    return blockOf(shorter, groupAt(shorter, 0), 2);
  })();

  it('keeps the nodes, the wires to the rest, and the settings that the block shows', () => {
    const mine = setParam(wired, 'head-2', 'dropout', 0.7);
    const { document, lost } = updateBlock(mine, 'block', next);
    expect(lost).toBe(0);
    expect(groupAt(document, 0)).toMatchObject({ members: ['backbone-2', 'head-2'], block: { version: 2 } });
    expect(nodeIn(document, 'freeze-2')).toBeUndefined();
    expect(nodeIn(document, 'head-2')?.params).toMatchObject({ dropout: 0.7, units: 7 });
    expect(document.wires).toHaveLength(wired.wires.length - 1);
    expect(document.wires.some(({ from, to }) => from.node === 'head-2' && to.node === 'train')).toBe(true);
  });

  it('brings new nodes under free ids, and tells how many wires were lost', () => {
    const back = updateBlock(updateBlock(wired, 'block', next).document, 'block', { ...block, version: 3 });
    expect(groupAt(back.document, 0).block?.nodes.freeze).toBe('freeze-2');
    const other = groupNodes(template, new Set(['dataset', 'split']))?.document ?? template;
    const replaced = updateBlock(wired, 'block', blockOf(other, groupAt(other, 0), 4));
    expect(replaced.lost).toBe(1);
    expect(groupAt(replaced.document, 0).members).toEqual(['dataset-2', 'split-2']);
  });

  it('keeps nodes that the user put into the group, and a name that the user gave', () => {
    const own = updateGroup(wired, 'block', (group) => ({ ...group, label: 'Mine' }));
    const more = groupNodes(own, new Set(['backbone-2', 'freeze-2', 'head-2', 'augment']))?.document ?? own;
    const { document } = updateBlock(more, 'block', next);
    expect(groupAt(document, 0)).toMatchObject({
      label: 'Mine',
      members: ['backbone-2', 'head-2', 'augment'],
    });
    expect(nodeIn(document, 'augment')).toBeDefined();
  });

  it('leaves a group alone that is a copy of another block', () => {
    expect(updateBlock(wired, 'block', { ...next, id: 'other' }).document).toBe(wired);
  });

  it('leaves the groups sound, whatever blocks they come from and go to', () => {
    fc.assert(
      fc.property(anyDocument, anyDocument, (document, source) => {
        for (const group of source.groups ?? []) {
          const made = readBlock(blockOf(source, group));
          if (!made.ok) return;
          for (const copy of document.groups ?? []) {
            const known = { ...made.block, id: copy.block?.id ?? 'b1' };
            const { nodes, groups = [] } = updateBlock(document, copy.id, known).document;
            expect(repairGroups(nodes, groups)).toEqual({ groups, problems: [] });
          }
        }
      }),
      { numRuns: 50 },
    );
  });
});

describe('the file of a block', () => {
  it.each([
    ['{', 'file/not-json'],
    ['[]', 'block/schema'],
    ['{"format": "graft/block"}', 'block/schema'],
    [JSON.stringify({ ...block, nodes: [] }), 'block/schema'],
    [JSON.stringify({ ...block, nodes: Array.from({ length: 2001 }, () => block.nodes[0]) }), 'block/schema'],
    [JSON.stringify({ ...block, nodes: [block.nodes[0], block.nodes[0]] }), 'block/duplicate-id'],
    [JSON.stringify({ ...block, formatVersion: 9 }), 'block/from-the-future'],
    [`{"format": "graft/block", "x": ${'['.repeat(100)}${']'.repeat(100)}}`, 'file/too-deep'],
  ])('is refused with a clear problem: %.40s', (text, code) => {
    const parsed = parseBlock(text);
    expect(parsed.ok).toBe(false);
    expect(parsed.problems[0]?.code).toBe(code);
    expect(parsed.problems[0]?.message.length).toBeGreaterThan(20);
  });

  it('loses what points at nodes that it does not have, and says so of wires', () => {
    const parsed = readBlock({ ...block, nodes: block.nodes.slice(0, 2) });
    expect(parsed.problems.map(({ code }) => code)).toEqual(['block/wire-to-nowhere']);
    expect(parsed.ok && [parsed.block.wires.length, parsed.block.ports, parsed.block.params]).toEqual([
      1,
      [],
      [],
    ]);
  });

  it('never throws when it is damaged, and what is read of it can be inserted', () => {
    const text = formatBlock(block);
    for (let seed = 0; seed < 300; seed++) {
      const parsed = parseBlock(mutateText(text, seededInteger(seed)));
      if (!parsed.ok) continue;
      const { document } = insertBlock(template, parsed.block, AT);
      expect(repairGroups(document.nodes, document.groups ?? []).problems).toEqual([]);
    }
  });
});
