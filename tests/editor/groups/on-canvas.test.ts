import { describe, expect, it } from 'vitest';
import { type FlowNode, toFlowEdges, toFlowNodes } from '../../../src/editor/canvas/to-flow';
import { FRAME_OFFSET, frameAround, toFrames } from '../../../src/editor/groups/frames';
import { finalPositions, pickedNodes, withFrameMoves } from '../../../src/editor/groups/group-changes';
import { shownSettings } from '../../../src/editor/groups/shown-settings';
import { joinStatuses } from '../../../src/editor/store/node-run';
import type { GraphDocument, Group } from '../../../src/graph/document';
import { groupNodes, updateGroup } from '../../../src/graph/groups/edit';
import { loadTemplate } from '../../templates/load';

const template = loadTemplate('first-transfer');
const MEMBERS = ['backbone', 'freeze', 'head'];
const expanded = groupNodes(template, new Set(MEMBERS))?.document ?? template;
const collapsed = updateGroup(expanded, 'group', (group) => ({ ...group, collapsed: true }));
const groupOf = ({ groups = [] }: GraphDocument): Group => groups[0] ?? { id: 'none', members: [] };
const none: ReadonlySet<string> = new Set();
const positionOf = (nodes: readonly FlowNode[], id: string) => nodes.find((node) => node.id === id)?.position;
const size = { width: 100, height: 50 };

describe('a collapsed group on the canvas', () => {
  it('is one card in the place of its nodes', () => {
    const nodes = toFlowNodes(collapsed, none, []);
    expect(nodes).toHaveLength(template.nodes.length - 2);
    expect(nodes.at(-1)).toMatchObject({ id: 'group', type: 'collapsed', selected: false });
    expect(toFlowNodes(collapsed, none, nodes).every((node, place) => node === nodes[place])).toBe(true);
  });

  it('is lit when one of its nodes is selected', () => {
    expect(toFlowNodes(collapsed, new Set(['freeze']), []).at(-1)?.selected).toBe(true);
  });

  it('has the wires that lead out of it at its own ports, and none of those within', () => {
    const edges = toFlowEdges(collapsed, none);
    expect(edges).toHaveLength(template.wires.length - 2);
    expect(edges.find(({ source }) => source === 'group')).toMatchObject({
      sourceHandle: '["head","model"]',
      target: 'train',
      targetHandle: 'model',
      data: { from: { node: 'head', port: 'model' }, to: { node: 'train', port: 'model' } },
    });
  });

  it('takes its nodes along when it is dragged', () => {
    const card = toFlowNodes(collapsed, none, []).at(-1);
    const to = { x: (card?.position.x ?? 0) + 30, y: (card?.position.y ?? 0) - 7 };
    const ends = finalPositions(
      [{ id: 'group', type: 'position', position: to, dragging: false }],
      collapsed,
    );
    for (const id of MEMBERS) {
      const before = collapsed.nodes.find((node) => node.id === id)?.position ?? { x: 0, y: 0 };
      expect(ends.get(id)).toMatchObject({ x: before.x + 30, y: before.y - 7 });
    }
  });
});

describe('the frame of a group', () => {
  const boxOf = (id: string) => {
    const node = expanded.nodes.find((each) => each.id === id);
    return node && { ...node.position, ...size };
  };

  it('goes around its nodes with room for its name', () => {
    const box = frameAround([
      { x: 0, y: 0, ...size },
      { x: 200, y: 100, ...size },
    ]);
    expect(box).toEqual({ x: -20, y: -52, width: 340, height: 222 });
    expect(frameAround([])).toBeUndefined();
  });

  it('stays the same object while nothing about it changes', () => {
    const frames = toFrames(expanded.groups, boxOf, []);
    expect(frames).toHaveLength(1);
    expect(toFrames(expanded.groups, boxOf, frames)).toBe(frames);
    expect(toFrames(collapsed.groups, boxOf, frames)).toEqual([]);
  });

  it('takes its nodes along while it is dragged, but none that is dragged itself', () => {
    const nodes = toFlowNodes(expanded, none, []);
    const start = { x: Number.POSITIVE_INFINITY, y: Number.POSITIVE_INFINITY };
    for (const id of MEMBERS) {
      const at = positionOf(nodes, id) ?? { x: 0, y: 0 };
      start.x = Math.min(start.x, at.x);
      start.y = Math.min(start.y, at.y);
    }
    const drag = {
      id: 'group',
      type: 'position' as const,
      position: { x: start.x - FRAME_OFFSET.x + 10, y: start.y - FRAME_OFFSET.y },
      dragging: true,
    };
    const own = { id: 'head', type: 'position' as const, position: { x: 1, y: 2 }, dragging: true };
    const moves = withFrameMoves([drag, own], nodes, expanded.groups).slice(2);
    expect(moves).toEqual(
      ['backbone', 'freeze'].map((id) => ({
        id,
        type: 'position',
        position: { x: (positionOf(nodes, id)?.x ?? 0) + 10, y: positionOf(nodes, id)?.y },
        dragging: true,
      })),
    );
    const ends = finalPositions(
      [
        { ...drag, dragging: false },
        { ...own, dragging: false },
      ],
      expanded,
    );
    expect(ends.get('head')).toEqual({ x: 1, y: 2 });
    expect(ends.get('backbone')?.x).toBe((positionOf(nodes, 'backbone')?.x ?? 0) + 10);
  });

  it('stands for its nodes when it is picked, also when one of them is let go at once', () => {
    const pick = (id: string, selected: boolean) => ({ id, type: 'select' as const, selected });
    const picked = pickedNodes(
      new Set(['head', 'train']),
      [pick('group', true), pick('head', false), pick('train', false)],
      expanded.groups,
    );
    expect([...picked].sort()).toEqual(MEMBERS);
    expect(pickedNodes(picked, [pick('group', false)], expanded.groups).size).toBe(0);
  });
});

describe('what a group shows of its nodes', () => {
  it('is the status that matters most', () => {
    expect(joinStatuses(['done', 'running', 'queued'])).toBe('running');
    expect(joinStatuses(['cached', 'failed', 'blocked'])).toBe('failed');
    expect(joinStatuses(['idle', 'idle'])).toBe('idle');
  });

  it('is the settings that were chosen, named by their node where two have one name', () => {
    const nodes = expanded.nodes.filter(({ id }) => id === 'head' || id === 'train');
    const group: Group = {
      ...groupOf(expanded),
      params: [
        { node: 'train', param: 'epochs' },
        { node: 'head', param: 'constructor' },
        { node: 'gone', param: 'epochs' },
      ],
    };
    expect(shownSettings(group, nodes)).toEqual([{ label: 'Epochs', value: '30' }]);
    const [train] = expanded.nodes.filter(({ id }) => id === 'train');
    const twice = train ? [train, { ...train, id: 'again', label: 'Second' }] : [];
    const params = ['train', 'again'].map((node) => ({ node, param: 'epochs' }));
    expect(shownSettings({ ...group, params }, twice).map(({ label }) => label)).toEqual([
      'Train: Epochs',
      'Second: Epochs',
    ]);
  });
});
