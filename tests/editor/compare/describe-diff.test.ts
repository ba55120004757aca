import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeDiff } from '../../../src/editor/compare/describe-diff';
import { diffGraphs } from '../../../src/graph/diff';
import type { GraphDocument } from '../../../src/graph/document';
import { removeNodes, setParam, updateNode } from '../../../src/graph/edit';
import { groupNodes, updateGroup } from '../../../src/graph/groups/edit';
import { leaveGroups } from '../../../src/graph/groups/members';
import { anyDocument } from '../../graph/arbitrary';
import { loadTemplate } from '../../templates/load';

const template = loadTemplate('first-transfer');
const groups = (after: GraphDocument) => describeDiff(diffGraphs(template, after), template, after);

describe('a difference in words', () => {
  it('uses the labels of the inspector, and says where a default was', () => {
    const changed = setParam(setParam(template, 'train', 'epochs', 50), 'train', 'optimizer', 'sgd');
    expect(groups(changed)).toMatchObject([
      {
        title: 'Nodes',
        entries: [
          {
            sign: 'changed',
            title: 'Train',
            lines: [
              { label: 'Epochs', from: '30', to: '50' },
              {
                label: 'Optimizer',
                from: expect.stringMatching(/\(default\)$/),
                to: expect.stringMatching(/SGD/),
              },
            ],
          },
        ],
      },
    ]);
  });

  it('tells of moved nodes without their coordinates', () => {
    const moved = updateNode(template, 'head', (node) => ({ ...node, position: { x: 7, y: 9 } }));
    expect(groups(moved)[0]?.entries[0]?.lines).toEqual([{ id: 'moved', label: 'Moved' }]);
  });

  it('names the ends of wires that went with a node', () => {
    const [nodes, wires] = groups(removeNodes(template, new Set(['augment'])));
    expect(nodes?.entries.map(({ sign, title }) => [sign, title])).toEqual([['removed', 'Augment']]);
    expect(wires?.entries.map(({ title }) => title)).toEqual(['Split → Augment', 'Augment → Train']);
  });

  it('tells which nodes came into a group and left it', () => {
    const before = groupNodes(template, new Set(['freeze', 'head']))?.document ?? template;
    const more = groupNodes(before, new Set(['freeze', 'head', 'backbone']))?.document ?? template;
    const after = updateGroup(leaveGroups(more, new Set(['head'])), 'group', (group) => ({
      ...group,
      label: 'Model',
      collapsed: true,
    }));
    expect(describeDiff(diffGraphs(before, after), before, after)).toMatchObject([
      {
        title: 'Groups',
        entries: [
          {
            sign: 'changed',
            lines: [
              { label: 'Name', from: 'Group', to: 'Model' },
              { label: 'In it now: Backbone' },
              { label: 'No longer in it: Head' },
              { label: 'Collapsed' },
            ],
          },
        ],
      },
    ]);
    expect(describeDiff(diffGraphs(template, before), template, before)[0]).toMatchObject({
      title: 'Groups',
      entries: [{ sign: 'added', lines: [{ label: expect.stringContaining(',') }] }],
    });
  });

  it('never throws, and gives every entry and line an id of its own', () => {
    fc.assert(
      fc.property(anyDocument, anyDocument, (before, after) => {
        for (const { entries } of describeDiff(diffGraphs(before, after), before, after)) {
          expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length);
          for (const { lines } of entries) expect(new Set(lines.map(({ id }) => id)).size).toBe(lines.length);
        }
      }),
    );
  });
});
