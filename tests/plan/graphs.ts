import { registry } from '../../nodes/registry';
import type { GraphDocument, Json } from '../../src/graph/document';
import { readDocument } from '../../src/graph/parse';

type Nodes = Record<
  string,
  { readonly kind: string; readonly kindVersion?: number; readonly params?: Record<string, Json> }
>;

/** A document from node kinds, of their current version, and wires written `from.port -> to.port`. */
export function graph(nodes: Nodes, wires: readonly string[]): GraphDocument {
  const parsed = readDocument({
    format: 'graft',
    nodes: Object.entries(nodes).map(([id, node]) => ({
      id,
      kindVersion: registry.get(node.kind)?.version ?? 1,
      ...node,
    })),
    wires,
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.document;
}

/** dataset → split → train ← head ← freeze ← backbone, and evaluate. */
export const transfer = (changes: Nodes = {}, more: readonly string[] = []): GraphDocument =>
  graph(
    {
      data: { kind: 'dataset' },
      split: { kind: 'split' },
      backbone: { kind: 'backbone' },
      freeze: { kind: 'freeze' },
      head: { kind: 'head' },
      train: { kind: 'train' },
      evaluate: { kind: 'evaluate' },
      ...changes,
    },
    [
      'data.data -> split.data',
      'split.data -> train.data',
      'split.data -> evaluate.data',
      'backbone.model -> freeze.model',
      'freeze.model -> head.model',
      'head.model -> train.model',
      'train.trained -> evaluate.trained',
      ...more,
    ],
  );
