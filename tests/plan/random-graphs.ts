import fc, { type Arbitrary } from 'fast-check';
import type { GraphDocument, Json } from '../../src/graph/document';
import { graph } from './graphs';

type Nodes = Parameters<typeof graph>[0];

interface Pipeline {
  /** Equal seeds make equal datasets: something to share. */
  readonly seed: number;
  readonly augment: 'none' | 'before split' | 'behind split';
  readonly views: number;
  /** What it starts from: a backbone, a network from scratch, or the pipeline before. */
  readonly body: 'backbone' | 'small-cnn' | 'previous';
  readonly policy: 'all' | 'all-but-last' | 'none';
  readonly dropouts: readonly number[];
  /** Measured on augmented data, where there is any. */
  readonly measuresAugmented: boolean;
}

const pipeline: Arbitrary<Pipeline> = fc.record({
  seed: fc.integer({ min: 1, max: 2 }),
  augment: fc.constantFrom('none', 'before split', 'behind split'),
  views: fc.integer({ min: 1, max: 3 }),
  body: fc.constantFrom('backbone', 'small-cnn', 'previous'),
  policy: fc.constantFrom('all', 'all-but-last', 'none'),
  dropouts: fc.array(fc.constantFrom(0, 0.2, 0.5), { minLength: 1, maxLength: 3 }),
  measuresAugmented: fc.boolean(),
});

/** Valid graphs of one to three pipelines, which share some work and build on each other. */
export const documents: Arbitrary<GraphDocument> = fc
  .array(pipeline, { minLength: 1, maxLength: 3 })
  .map((pipelines) => {
    const nodes: Record<string, Nodes[string]> = {};
    const wires: string[] = [];
    let previous: string | undefined;
    for (const [index, made] of pipelines.entries()) previous = add(made, index, previous, nodes, wires);
    return graph(nodes, wires);
  });

function add(
  { seed, augment, views, body, policy, dropouts, measuresAugmented }: Pipeline,
  index: number,
  previous: string | undefined,
  nodes: Record<string, Nodes[string]>,
  wires: string[],
): string {
  const node = (kind: string, inputs: Record<string, string> = {}, params: Record<string, Json> = {}) => {
    const id = `${kind}-${index}-${Object.keys(nodes).length}`;
    nodes[id] = { kind, params };
    for (const [port, from] of Object.entries(inputs)) wires.push(`${from} -> ${id}.${port}`);
    return id;
  };
  const vary = (data: string) => `${node('augment', { data }, { views })}.data`;
  const dataset = `${node('dataset', {}, { seed })}.data`;
  const split = `${node('split', { data: augment === 'before split' ? vary(dataset) : dataset })}.data`;
  const training = augment === 'behind split' ? vary(split) : split;
  const start =
    body === 'previous' && previous
      ? node('trained-model', { trained: previous })
      : node(body === 'previous' ? 'backbone' : body);
  const freeze = node('freeze', { model: `${start}.model` }, { policy, lastBlocks: 1 });
  const trained = dropouts.map((dropout) => {
    const head = node('head', { model: `${freeze}.model` }, { dropout });
    const train = `${node('train', { data: training, model: `${head}.model` })}.trained`;
    node('evaluate', { trained: train, data: measuresAugmented ? training : split });
    return train;
  });
  return trained[0] ?? '';
}

/** The same graph with other names, nodes and wires in the order that `random` gives. */
export function renamed(document: GraphDocument, random: () => number): GraphDocument {
  const shuffled = <T>(items: readonly T[]): T[] =>
    items
      .map((item) => ({ item, at: random() }))
      .sort((a, b) => a.at - b.at)
      .map(({ item }) => item);
  const nodes = shuffled(document.nodes);
  const names = new Map(nodes.map(({ id }, index) => [id, `other ${index}`]));
  const nameOf = (id: string) => names.get(id) ?? id;
  return {
    ...document,
    nodes: nodes.map((node) => ({ ...node, id: nameOf(node.id) })),
    wires: shuffled(document.wires).map(({ id, from, to }) => ({
      id,
      from: { ...from, node: nameOf(from.node) },
      to: { ...to, node: nameOf(to.node) },
    })),
  };
}
