import { registry } from '../../nodes/registry';
import type { GraphDocument, Json } from '../../src/graph/document';
import type { NodeKind } from '../../src/plan/kind';
import { graph } from '../plan/graphs';

type Nodes = Parameters<typeof graph>[0];

/** Valid nodes that give every port type, and the outputs to take each from. */
const UPSTREAM: Nodes = {
  data: { kind: 'dataset', params: { source: 'emoji' } },
  split: { kind: 'split' },
  backbone: { kind: 'backbone' },
  'up-head': { kind: 'head' },
  'up-train': { kind: 'train', params: { epochs: 1 } },
};
const UPSTREAM_WIRES = [
  'data.data -> split.data',
  'backbone.model -> up-head.model',
  'split.data -> up-train.data',
  'up-head.model -> up-train.model',
];
const SOURCES: Readonly<Record<string, string>> = {
  data: 'split.data',
  model: 'backbone.model',
  trained: 'up-train.trained',
};

/** The id of the node under test. */
export const SUBJECT = 'subject';

/** One node of the kind, wired to valid inputs; `missing` ports are left open. */
export function around(
  kind: NodeKind,
  params: Record<string, Json> = {},
  missing: readonly string[] = [],
): GraphDocument {
  const wires = Object.entries(kind.inputs)
    .filter(([port]) => !missing.includes(port))
    .map(([port, { type }]) => {
      // What learns needs a head.
      const needsHead = kind.category === 'training' && type === 'model';
      const source = needsHead ? 'up-head.model' : SOURCES[type];
      return `${source} -> ${SUBJECT}.${port}`;
    });
  return graph({ ...UPSTREAM, [SUBJECT]: { kind: kind.kind, params } }, [...UPSTREAM_WIRES, ...wires]);
}

export const kinds: readonly NodeKind[] = [...registry.values()];
