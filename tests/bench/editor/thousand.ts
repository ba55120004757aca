import { registry } from '../../../nodes/registry';
import type { GraphDocument, Json } from '../../../src/graph/document';
import { readDocument } from '../../../src/graph/parse';

/** Heads that are trained on one frozen backbone: 28 nodes and 42 wires a group. */
const HEADS = 8;
const GROUPS = 35;
const GROUPS_A_ROW = 8;
const COLUMN = 330;
const ROW = 400;

interface Placed {
  readonly id: string;
  readonly kind: string;
  readonly kindVersion: number;
  readonly position: { readonly x: number; readonly y: number };
  readonly params: Record<string, Json>;
}

/** A graph of 1,000 nodes and 1,500 wires that is ready to run, laid out as people do. */
export function thousandNodes(): GraphDocument {
  const nodes: Placed[] = [];
  const wires: string[] = [];
  for (let group = 0; group <= GROUPS; group++) {
    const left = (group % GROUPS_A_ROW) * 6 * COLUMN;
    const top = Math.floor(group / GROUPS_A_ROW) * (HEADS + 1) * ROW;
    const add = (kind: string, column: number, row: number, inputs: Record<string, string> = {}): string => {
      const id = `${kind}-${nodes.length + 1}`;
      const params: Record<string, Json> = kind === 'dataset' ? { source: 'emoji', seed: group + 1 } : {};
      const position = { x: left + column * COLUMN, y: top + row * ROW };
      nodes.push({ id, kind, kindVersion: registry.get(kind)?.version ?? 1, position, params });
      for (const [port, from] of Object.entries(inputs)) wires.push(`${from} -> ${id}.${port}`);
      return id;
    };
    const split = add('split', 1, 0, { data: `${add('dataset', 0, 0)}.data` });
    const body = add('freeze', 1, 1, { model: `${add('backbone', 0, 1)}.model` });
    // The last group is small, and its networks are evaluated twice: it makes the numbers round.
    const isLast = group === GROUPS;
    for (let row = 0; row < (isLast ? HEADS / 2 : HEADS); row++) {
      const head = add('head', 2, row, { model: `${body}.model` });
      const train = add('train', 3, row, { data: `${split}.data`, model: `${head}.model` });
      const tested = { trained: `${train}.trained`, data: `${split}.data` };
      add('evaluate', 4, row, tested);
      if (isLast) add('evaluate', 5, row, tested);
    }
  }
  const read = readDocument({ format: 'graft', title: 'A thousand nodes', nodes, wires });
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.document;
}

/** The same as React Flow's own nodes and edges. */
export const bareGraph = ({ nodes, wires }: GraphDocument) => ({
  nodes: nodes.map(({ id, position }) => ({ id, position, data: { label: id } })),
  edges: wires.map(({ id, from, to }) => ({ id, source: from.node, target: to.node })),
});
