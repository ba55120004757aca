import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PortsOf } from '../../../src/graph/connect';
import { emptyDocument, type GraphDocument, type GraphNode, type Group } from '../../../src/graph/document';
import { copyNodes, pasteFragment, removeNodes } from '../../../src/graph/edit';
import { groupNodes, updateGroup } from '../../../src/graph/groups/edit';
import { drawnEnd, groupPosition, hiddenNodes, isFoldedAway, realEnd } from '../../../src/graph/groups/fold';
import { leaveGroups } from '../../../src/graph/groups/members';
import { groupPorts } from '../../../src/graph/groups/ports';
import { repairGroups } from '../../../src/graph/groups/repair';
import { formatDocument, parseDocument, readDocument } from '../../../src/graph/parse';
import { anyDocument, anyGroups } from '../arbitrary';

const node = (id: string, x = 0, y = 0): GraphNode => ({
  id,
  kind: 'box',
  kindVersion: 1,
  position: { x, y },
  params: {},
});
const wire = (from: string, to: string) => ({
  id: `${from}${to}`,
  from: { node: from, port: 'out' },
  to: { node: to, port: 'in' },
});
/** a → b → c → d, b also → d's side input. */
const graph: GraphDocument = {
  ...emptyDocument(),
  nodes: [node('a'), node('b', 300, 40), node('c', 600, -20), node('d', 900)],
  wires: [wire('a', 'b'), wire('b', 'c'), wire('c', 'd')],
};
const ids = (...names: string[]) => new Set(names);
const grouped = (document: GraphDocument, ...names: string[]): GraphDocument =>
  groupNodes(document, ids(...names))?.document ?? document;
const members = ({ groups = [] }: GraphDocument) =>
  Object.fromEntries(groups.map((group) => [group.id, group.members]));

describe('grouping', () => {
  it('makes a group of nodes, and changes neither nodes nor wires', () => {
    const after = grouped(graph, 'b', 'c');
    expect(members(after)).toEqual({ group: ['b', 'c'] });
    expect(after.nodes).toBe(graph.nodes);
    expect(after.wires).toBe(graph.wires);
  });

  it('lets a whole group among the nodes take the others in', () => {
    const after = grouped(grouped(graph, 'a', 'b'), 'a', 'b', 'd');
    expect(members(after)).toEqual({ group: ['a', 'b', 'd'] });
  });

  it('does not nest: nodes leave their groups for the new one', () => {
    const two = grouped(grouped(graph, 'a', 'b'), 'c', 'd');
    expect(members(grouped(two, 'b', 'c'))).toEqual({
      group: ['a'],
      'group-2': ['d'],
      'group-3': ['b', 'c'],
    });
    expect(members(grouped(two, 'a', 'b', 'c', 'd'))).toEqual({ 'group-3': ['a', 'b', 'c', 'd'] });
  });

  it('gives a group an id that no node has', () => {
    const after = grouped({ ...graph, nodes: [...graph.nodes, node('group')] }, 'a');
    expect(Object.keys(members(after))).toEqual(['group-2']);
  });

  it('ends with the last member', () => {
    const one = grouped(graph, 'b', 'c');
    expect(members(leaveGroups(one, ids('b')))).toEqual({ group: ['c'] });
    expect(leaveGroups(one, ids('b', 'c'))).toEqual(graph);
    expect(members(removeNodes(one, ids('c', 'd')))).toEqual({ group: ['b'] });
    expect(removeNodes(one, ids('b', 'c'))).not.toHaveProperty('groups');
  });

  it('keeps every node in one group at most, whatever is grouped and taken out', () => {
    const steps = fc.array(
      fc.tuple(fc.constantFrom('group', 'leave', 'remove'), fc.subarray(['a', 'b', 'c', 'd'])),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(anyDocument, steps, (start, edits) => {
        let document = start;
        for (const [edit, names] of edits) {
          if (edit === 'group') document = grouped(document, ...names);
          if (edit === 'leave') document = leaveGroups(document, ids(...names));
          if (edit === 'remove') document = removeNodes(document, ids(...names));
          expect(repairGroups(document.nodes, document.groups ?? [])).toEqual({
            groups: document.groups ?? [],
            problems: [],
          });
        }
      }),
    );
  });
});

describe('groups on the clipboard', () => {
  it('come along when all their nodes do', () => {
    const document = updateGroup(grouped(graph, 'b', 'c'), 'group', (group) => ({
      ...group,
      label: 'Both',
      ports: [{ node: 'c', port: 'out', side: 'output' as const }],
      params: [{ node: 'b', param: 'rate' }],
    }));
    expect(copyNodes(document, ids('a', 'b')).groups).toBeUndefined();
    const pasted = pasteFragment(document, copyNodes(document, ids('a', 'b', 'c')), { x: 0, y: 0 });
    expect(pasted.document.groups?.[1]).toEqual({
      id: 'group-2',
      label: 'Both',
      members: ['b-2', 'c-2'],
      ports: [{ node: 'c-2', port: 'out', side: 'output' }],
      params: [{ node: 'b-2', param: 'rate' }],
    });
  });

  it('stay sound when pasted', () => {
    fc.assert(
      fc.property(anyDocument, anyDocument, (document, source) => {
        const all = copyNodes(source, new Set(source.nodes.map(({ id }) => id)));
        const { nodes, groups = [] } = pasteFragment(document, all, { x: 5, y: 5 }).document;
        expect(repairGroups(nodes, groups).problems).toEqual([]);
      }),
    );
  });
});

describe('groups in files', () => {
  it('are read back as they were written', () => {
    const document = grouped(graph, 'b', 'c');
    expect(parseDocument(formatDocument(document))).toEqual({ ok: true, document, problems: [] });
  });

  it('are mended, and it is said how', () => {
    const parsed = readDocument({
      ...graph,
      groups: [
        { id: 'g', label: 'First', members: ['a', 'b', 'b', 'gone'] },
        { id: 'g', members: ['b', 'c'] },
        { id: 'a', members: ['d'] },
        { id: 'empty', members: ['a'] },
      ],
    });
    expect(parsed.ok && members(parsed.document)).toEqual({ g: ['a', 'b'], 'g-2': ['c'], 'a-2': ['d'] });
    expect(parsed.problems.map(({ code }) => code)).toEqual([
      'graph/group-member-unknown',
      'graph/group-member-twice',
      'graph/group-member-twice',
      'graph/group-empty',
    ]);
    expect(parsed.problems[0]?.message).toContain('"First"');
  });

  it.each([
    ['a list of something else', [7]],
    ['members that are no list', [{ id: 'g', members: 'a' }]],
    ['far too many', Array.from({ length: 5001 }, (_, index) => ({ id: `g${index}`, members: ['a'] }))],
  ])('are refused as %s', (_, groups) => {
    expect(readDocument({ ...graph, groups }).problems[0]?.code).toBe('file/schema');
  });

  it('are sound after any damage, and mending them again changes nothing', () => {
    fc.assert(
      fc.property(anyDocument, anyGroups, ({ nodes }, damaged) => {
        const { groups } = repairGroups(nodes, damaged);
        const known = new Set(nodes.map(({ id }) => id));
        const all = groups.flatMap((group: Group) => group.members);
        expect(new Set(all).size).toBe(all.length);
        expect(all.every((id) => known.has(id))).toBe(true);
        const names = [...known, ...groups.map(({ id }) => id)];
        expect(new Set(names).size).toBe(names.length);
        const again = repairGroups(nodes, groups);
        expect(again.problems).toEqual([]);
        expect(again.groups.every((group, place) => group === groups[place])).toBe(true);
      }),
    );
  });
});

describe('a collapsed group', () => {
  const folded = updateGroup(grouped(graph, 'b', 'c'), 'group', (group) => ({ ...group, collapsed: true }));
  const ports: PortsOf = () => ({
    inputs: {
      in: { type: 'data', label: 'In', help: '' },
      extra: { type: 'data', label: 'Extra', help: '', required: false },
      side: { type: 'data', label: 'Side', help: '' },
    },
    outputs: { out: { type: 'data', label: 'Out', help: '' } },
  });
  const portsOfGroup = (document: GraphDocument) =>
    (document.groups ?? []).flatMap((group) =>
      groupPorts(document, group, ports).map(({ node: { id }, port, side }) => `${side} ${id}.${port}`),
    );

  it('hides its nodes and the wires between them', () => {
    const hidden = hiddenNodes(folded.groups);
    expect([...hidden.keys()]).toEqual(['b', 'c']);
    expect(folded.wires.filter((each) => isFoldedAway(each, hidden)).map(({ id }) => id)).toEqual(['bc']);
    expect(hiddenNodes(grouped(graph, 'b', 'c').groups).size).toBe(0);
  });

  it('takes over the ends of wires, which lead back to the real ones', () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        const hidden = hiddenNodes(document.groups);
        for (const { from, to } of document.wires) {
          for (const { node: id, port } of [from, to]) {
            if (!document.nodes.some((each) => each.id === id)) continue;
            expect(realEnd(drawnEnd({ node: id, port }, hidden), document.groups)).toEqual({
              node: id,
              port,
            });
          }
        }
      }),
    );
  });

  it('shows what wires cross by, and what is open and wanted', () => {
    expect(portsOfGroup(folded)).toEqual(['input b.in', 'input b.side', 'input c.side', 'output c.out']);
  });

  it('shows the ports that it was told to, and never hides one that a wire crosses by', () => {
    const told = updateGroup(folded, 'group', (group) => ({
      ...group,
      ports: [
        { node: 'b', port: 'out', side: 'output' as const },
        { node: 'c', port: 'extra', side: 'input' as const },
      ],
    }));
    expect(portsOfGroup(told)).toEqual(['input b.in', 'input c.extra', 'output b.out', 'output c.out']);
  });

  it('shows a port of an unknown kind that a wire crosses by', () => {
    const [group] = folded.groups ?? [];
    const found = group && groupPorts(folded, group, () => undefined);
    expect(found?.map(({ port, side }) => `${side} ${port}`)).toEqual(['input in', 'output out']);
  });

  it('is where its nodes begin', () => {
    const [group] = folded.groups ?? [];
    expect(group && groupPosition(folded, group)).toEqual({ x: 300, y: -20 });
  });
});
