import type { GraphDocument, Wire } from '../graph/document';
import { modeOf, type NodeMode, passThrough } from '../graph/mode';
import type { Problem } from '../graph/problem';
import type { NodeKind } from './kind';

/** Why a node does no work: its own mode, or that something before it is muted. */
export type Off = NodeMode | 'after-mute';

/** A wire into a node of which nothing comes: nothing comes of this node either. */
export const isStopped = (off: Off | undefined): boolean => off === 'mute' || off === 'after-mute';

/** The wires that count: a bypassed node looks at nothing but what it hands on. */
export function liveWires(
  document: Pick<GraphDocument, 'nodes' | 'wires'>,
  registry: ReadonlyMap<string, NodeKind>,
): readonly Wire[] {
  const handedOn = new Map(
    document.nodes.flatMap((node) => {
      const kind = registry.get(node.kind);
      if (modeOf(node) !== 'bypass' || !kind) return [];
      return [[node.id, new Set(passThrough(kind)?.values())] as const];
    }),
  );
  if (handedOn.size === 0) return document.wires;
  return document.wires.filter(({ to }) => handedOn.get(to.node)?.has(to.port) ?? true);
}

export const cannotBypass = (nodeId: string, kind: NodeKind): Problem => ({
  code: 'node/cannot-bypass',
  severity: 'error',
  nodeId,
  message: `"${kind.label}" cannot be bypassed: it has nothing to hand on.`,
  expected: 'a node into which something of the same type is wired as comes out of it',
  hint: 'Mute it instead, or switch it on again.',
});

/** Targets there are, but all of them are off. */
export const allOff: Problem = {
  code: 'graph/all-off',
  severity: 'error',
  message: 'There is nothing to run: it is muted, bypassed, or depends on a node that is muted.',
  hint: 'Switch a node on again: select it, and press M for muted or B for bypassed nodes.',
};
