import { registry } from '../../nodes/registry';
import type { GraphDocument, Json } from '../../src/graph/document';
import { readDocument } from '../../src/graph/parse';

interface Node {
  readonly id: string;
  readonly kind: string;
  readonly kindVersion: number;
  readonly params: Record<string, Json>;
}

/**
 * A document of about `count` nodes as people make them, repeated: separate transfers, several heads on
 * one frozen backbone, and one long chain in which every training starts from the one before.
 */
export function largeGraph(count: number): GraphDocument {
  const nodes: Node[] = [];
  const wires: string[] = [];
  const add = (kind: string, inputs: Record<string, string>, params: Record<string, Json> = {}): string => {
    const id = `${kind}-${nodes.length + 1}`;
    nodes.push({ id, kind, kindVersion: registry.get(kind)?.version ?? 1, params });
    for (const [port, from] of Object.entries(inputs)) wires.push(`${from} -> ${id}.${port}`);
    return id;
  };
  const data = (seed: number): string => {
    const dataset = add('dataset', {}, { source: 'emoji', seed });
    return `${add('split', { data: `${dataset}.data` }, { seed })}.data`;
  };
  const train = (samples: string, model: string, test: string, seed: number): string => {
    const head = add('head', { model }, { dropout: 0.2 });
    const trained = add('train', { data: samples, model: `${head}.model` }, { seed });
    add('evaluate', { trained: `${trained}.trained`, data: test });
    return `${trained}.trained`;
  };
  const frozen = (policy: string): string => {
    const backbone = add('backbone', {});
    return `${add('freeze', { model: `${backbone}.model` }, { policy, lastBlocks: 2 })}.model`;
  };

  let seed = 1;
  let link = train(data(seed), frozen('all'), data(seed), seed);
  while (nodes.length < count) {
    seed++;
    const split = data(seed);
    const varied = `${add('augment', { data: split }, { views: 3, seed })}.data`;
    train(varied, frozen('all-but-last'), split, seed);
    const body = frozen('all');
    for (const dropped of [1, 2, 3]) train(split, body, split, 10 * seed + dropped);
    const reused = add('trained-model', { trained: link });
    link = train(split, `${add('freeze', { model: `${reused}.model` })}.model`, split, seed);
  }
  const read = readDocument({ format: 'graft', nodes, wires });
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.document;
}
