import type { PortsOf } from '../connect';
import type { GraphDocument, GraphNode, Group, ShownPort } from '../document';
import type { PortSpec } from '../ports';

/** A port of a member, as a port of the group. */
export interface GroupPort {
  readonly node: GraphNode;
  readonly port: string;
  readonly side: 'input' | 'output';
  /** Absent when the node's kind does not have the port and only a wire mentions it. */
  readonly spec?: PortSpec;
  readonly connected: boolean;
}

const keyOf = ({ node, port, side }: Pick<ShownPort, 'node' | 'port' | 'side'>): string =>
  JSON.stringify([node, side, port]);

/**
 * The ports of a group: those that wires enter or leave it by, and those that the group says it shows;
 * where it says nothing, every required input and every output that no wire is at. Inputs first, in the
 * order of the document.
 */
export function groupPorts(
  document: Pick<GraphDocument, 'nodes' | 'wires'>,
  group: Group,
  portsOf: PortsOf,
): readonly GroupPort[] {
  const own = new Set(group.members);
  const wired = new Set<string>();
  const crossing = new Map<string, { node: string; port: string; side: ShownPort['side'] }>();
  for (const { from, to } of document.wires) {
    const ends = [
      { node: from.node, port: from.port, side: 'output' as const },
      { node: to.node, port: to.port, side: 'input' as const },
    ];
    const crosses = own.has(from.node) !== own.has(to.node);
    for (const end of ends) {
      if (!own.has(end.node)) continue;
      wired.add(keyOf(end));
      if (crosses) crossing.set(keyOf(end), end);
    }
  }
  const shown = group.ports && new Set(group.ports.map(keyOf));
  const found: GroupPort[] = [];
  const seen = new Set<string>();
  for (const node of document.nodes) {
    if (!own.has(node.id) || seen.has(node.id)) continue;
    seen.add(node.id);
    const kind = portsOf(node);
    for (const side of ['input', 'output'] as const) {
      const specs = Object.entries((side === 'input' ? kind?.inputs : kind?.outputs) ?? {});
      for (const [port, spec] of specs) {
        const key = keyOf({ node: node.id, port, side });
        const isOpen = !wired.has(key) && (side === 'output' || spec.required !== false);
        if (crossing.has(key) || (shown ? shown.has(key) : isOpen)) {
          found.push({ node, port, side, spec, connected: wired.has(key) });
        }
        crossing.delete(key);
      }
    }
    // Ports that the kind does not have, or whose kind is unknown.
    const told = kind ? [] : (group.ports ?? []).map((port) => [keyOf(port), port] as const);
    for (const [key, { node: id, port, side }] of new Map([...told, ...crossing])) {
      if (id === node.id) found.push({ node, port, side, connected: crossing.delete(key) });
    }
  }
  return [...found.filter(({ side }) => side === 'input'), ...found.filter(({ side }) => side === 'output')];
}
