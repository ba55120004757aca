import { registry } from '../../../nodes/registry';
import type { PortsOf } from '../../graph/connect';
import type { GraphNode, Wire } from '../../graph/document';
import type { PortSpec, PortType } from '../../graph/ports';
import { t } from '../language/t';

export const portsOf: PortsOf = (node) => registry.get(node.kind);

export interface Port {
  readonly name: string;
  readonly direction: 'input' | 'output';
  /** Absent on ports that only a wire of the document mentions: their kind does not have them. */
  readonly spec?: PortSpec;
}

/** All ports to draw on a node: its kind's, and those that wires of the document touch besides. */
export function portsToDraw(node: GraphNode, wires: readonly Wire[]): readonly Port[] {
  const kind = registry.get(node.kind);
  const known: Port[] = [
    ...Object.entries(kind?.inputs ?? {}).map(([name, spec]): Port => ({ name, direction: 'input', spec })),
    ...Object.entries(kind?.outputs ?? {}).map(([name, spec]): Port => ({ name, direction: 'output', spec })),
  ];
  const mentioned: Port[] = [
    ...wires
      .filter((wire) => wire.to.node === node.id)
      .map((wire): Port => ({ name: wire.to.port, direction: 'input' })),
    ...wires
      .filter((wire) => wire.from.node === node.id)
      .map((wire): Port => ({ name: wire.from.port, direction: 'output' })),
  ];
  const drawn = new Map(known.map((port) => [`${port.direction} ${port.name}`, port]));
  for (const port of mentioned) {
    const id = `${port.direction} ${port.name}`;
    if (!drawn.has(id)) drawn.set(id, port);
  }
  return [...drawn.values()];
}

export const PORT_TYPE_NAMES: Readonly<Record<PortType, string>> = {
  data: 'data',
  model: 'a model',
  trained: t('a trained network'),
  report: 'a report',
};
