import type { GraphNode } from './document';
import type { PortSpec } from './ports';

/**
 * What a node does in place of its work.
 * - `bypass`: hands on what enters it, as if it were not there
 * - `mute`: nothing; neither it nor what depends on it is run
 */
export const NODE_MODES = ['bypass', 'mute'] as const;
export type NodeMode = (typeof NODE_MODES)[number];

/** The mode of a node; one that this build does not know counts as none. */
export const modeOf = (node: Pick<GraphNode, 'mode'>): NodeMode | undefined =>
  NODE_MODES.find((mode) => mode === node.mode);

interface Ports {
  readonly inputs: Readonly<Record<string, PortSpec>>;
  readonly outputs: Readonly<Record<string, PortSpec>>;
}

/**
 * Which input each output of a bypassed node hands on: the first of its type. `undefined` when an output
 * has none, or there is no output: such a node cannot be bypassed.
 */
export function passThrough({ inputs, outputs }: Ports): ReadonlyMap<string, string> | undefined {
  const passed = new Map<string, string>();
  for (const [output, { type }] of Object.entries(outputs)) {
    const input = Object.entries(inputs).find(([, spec]) => spec.type === type)?.[0];
    if (input === undefined) return undefined;
    passed.set(output, input);
  }
  return passed.size > 0 ? passed : undefined;
}
