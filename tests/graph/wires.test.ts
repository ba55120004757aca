import { describe, expect, it } from 'vitest';
import type { GraphDocument } from '../../src/graph/document';
import { insertOnWire, leadWire, moveNodes, pasteFragment } from '../../src/graph/edit';
import { MAX_WIRE_POINTS } from '../../src/graph/limits';
import { formatDocument, parseDocument } from '../../src/graph/parse';
import { loadTemplate } from '../templates/load';

const template = loadTemplate('first-transfer');
const wireTo = ({ wires }: GraphDocument, node: string, port: string) =>
  wires.find(({ to }) => to.node === node && to.port === port);
const toTrain = wireTo(template, 'train', 'data');
if (!toTrain) throw new Error('The template has no wire into Train.');
const { id } = toTrain;

describe('a node on a wire', () => {
  const spare = {
    id: 'spare',
    kind: 'augment',
    kindVersion: 1,
    position: { x: 0, y: 0 },
    params: {},
  };
  const document = { ...template, nodes: [...template.nodes, spare] };
  const through = { node: 'spare', input: 'data', output: 'data' };

  it('takes what the wire brought and gives to where it went', () => {
    const after = insertOnWire(document, id, through);
    expect(wireTo(after, 'spare', 'data')?.from).toEqual(toTrain.from);
    expect(wireTo(after, 'train', 'data')?.from).toEqual({ node: 'spare', port: 'data' });
    expect(after.wires).toHaveLength(document.wires.length + 1);
    expect(new Set(after.wires.map((wire) => wire.id)).size).toBe(after.wires.length);
  });

  it('leaves all other wires the same objects', () => {
    const after = insertOnWire(document, id, through);
    const others = document.wires.filter((wire) => wire.id !== id);
    expect(others.every((wire) => after.wires.includes(wire))).toBe(true);
  });

  it('leaves the bends where they were, before it and behind it', () => {
    const start = document.nodes.find((node) => node.id === toTrain.from.node)?.position;
    if (!start) throw new Error('The wire starts nowhere.');
    const bends = [1, 2, 3].map((quarter) => ({ x: start.x + 1000 * quarter, y: start.y - 500 }));
    const at = (x: number, y: number) => ({
      ...document,
      nodes: [...template.nodes, { ...spare, position: { x, y } }],
    });
    const pointsAfter = (moved: GraphDocument) => {
      const after = insertOnWire(leadWire(moved, id, bends), id, through);
      return [wireTo(after, 'spare', 'data')?.points, wireTo(after, 'train', 'data')?.points];
    };
    const rounded = bends.map(({ x, y }) => ({ x: Math.round(x), y: Math.round(y) }));
    expect(pointsAfter(at(start.x + 1500, start.y - 490))).toEqual([rounded.slice(0, 1), rounded.slice(1)]);
    expect(pointsAfter(at(start.x + 2500, start.y - 510))).toEqual([rounded.slice(0, 2), rounded.slice(2)]);
    expect(pointsAfter(at(start.x, start.y))).toEqual([undefined, rounded]);
  });

  it('stays off a wire that is gone', () => expect(insertOnWire(document, 'gone', through)).toBe(document));
});

describe('the bends of a wire', () => {
  const led = leadWire(template, id, [
    { x: 10.4, y: 20.6 },
    { x: 30, y: -40 },
  ]);
  const pointsOf = (document: GraphDocument) => document.wires.find((wire) => wire.id === id)?.points;

  it('are whole numbers, in order, and kept in files', () => {
    expect(pointsOf(led)).toEqual([
      { x: 10, y: 21 },
      { x: 30, y: -40 },
    ]);
    const parsed = parseDocument(formatDocument(led));
    expect(parsed.ok && pointsOf(parsed.document)).toEqual(pointsOf(led));
  });

  it('are gone without a trace when there are none left', () =>
    expect(leadWire(led, id, []).wires).toEqual(template.wires));

  it('are no more than a file may hold', () => {
    const many = Array.from({ length: MAX_WIRE_POINTS + 5 }, (_, x) => ({ x, y: 0 }));
    const document = leadWire(template, id, many);
    expect(pointsOf(document)).toHaveLength(MAX_WIRE_POINTS);
    expect(parseDocument(formatDocument(document)).ok).toBe(true);
  });

  it('go along when both ends move alike, and stay when one does', () => {
    const by = (node: string, x: number) => {
      const at = template.nodes.find((each) => each.id === node)?.position ?? { x: 0, y: 0 };
      return [node, { x: at.x + x, y: at.y }] as const;
    };
    const { from, to } = toTrain;
    const together = moveNodes(led, new Map([by(from.node, 5), by(to.node, 5)]));
    expect(pointsOf(together)?.map(({ x }) => x)).toEqual([15, 35]);
    expect(pointsOf(moveNodes(led, new Map([by(to.node, 5)])))).toEqual(pointsOf(led));
    expect(pointsOf(moveNodes(led, new Map([by(from.node, 5), by(to.node, 6)])))).toEqual(pointsOf(led));
  });

  it('come with the wire into the clipboard’s place', () => {
    const { nodes, wires } = led;
    const pasted = pasteFragment(led, { nodes, wires }, { x: 100, y: 1 });
    const copy = pasted.document.wires
      .slice(wires.length)
      .find(({ points }) => points !== undefined && points.length > 0);
    expect(copy?.points).toEqual([
      { x: 110, y: 22 },
      { x: 130, y: -39 },
    ]);
  });
});
