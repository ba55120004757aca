import { DOCUMENT_VERSION } from './document';

/** Rewrites a document of version `from` into version `from + 1`, as parsed JSON. */
export interface Migration {
  readonly from: number;
  readonly migrate: (document: Record<string, unknown>) => Record<string, unknown>;
}

/**
 * All migrations, oldest first. Version 0 is the form without a version field that hand-written
 * graphs use: wires as `"node.port -> node.port"` strings and positions left out. Version 2 added the
 * mode and the colour of nodes and the points of wires: graphs without them are as they were, but a
 * build that does not know modes would run what is muted, so it must not take them for its own.
 */
export const MIGRATIONS: readonly Migration[] = [
  { from: 0, migrate: fromHandWritten },
  { from: 1, migrate: (document) => document },
];

/**
 * Brings a document up to `target`. A document from the future is returned as it is: its version
 * tells the caller.
 */
export function migrate(
  document: Record<string, unknown>,
  migrations: readonly Migration[] = MIGRATIONS,
  target: number = DOCUMENT_VERSION,
): Record<string, unknown> {
  let current = document;
  for (let version = versionOf(current); version < target; version++) {
    const step = migrations.find((migration) => migration.from === version);
    if (!step) throw new Error(`No migration leads from document version ${version} to ${version + 1}.`);
    current = { ...step.migrate(current), version: version + 1 };
  }
  return current;
}

export const versionOf = (document: Record<string, unknown>): number =>
  typeof document.version === 'number' && Number.isInteger(document.version) ? document.version : 0;

const WIRE_TEXT = /^\s*([^\s.]+)\.([^\s.]+)\s*->\s*([^\s.]+)\.([^\s.]+)\s*$/;
const COLUMN_WIDTH = 300;

function fromHandWritten(document: Record<string, unknown>): Record<string, unknown> {
  const nodes = Array.isArray(document.nodes) ? document.nodes : [];
  const wires = Array.isArray(document.wires) ? document.wires : [];
  return {
    ...document,
    nodes: nodes.map((node, index) => ({ position: { x: index * COLUMN_WIDTH, y: 0 }, ...node })),
    wires: wires.map((wire, index) => {
      const match = typeof wire === 'string' ? WIRE_TEXT.exec(wire) : null;
      if (!match) return wire;
      const [, fromNode, fromPort, toNode, toPort] = match;
      return {
        id: `wire-${index + 1}`,
        from: { node: fromNode, port: fromPort },
        to: { node: toNode, port: toPort },
      };
    }),
  };
}
