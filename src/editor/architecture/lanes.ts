import type { GraphDocument } from '../../graph/document';
import { adjacency } from '../../graph/topology';

/** The nodes that hold the two lines of a network's picture. */
export interface LineHolders {
  /** Says where the network is cut: the node that its body comes from. */
  readonly cut?: string;
  /** Says what is frozen. */
  readonly freeze?: string;
}

const BODIES: readonly string[] = ['backbone', 'trained-model'];

/**
 * For a node of the model lane: the body above it, and the Freeze node that it passes through, or, for a
 * body, the one Freeze node behind it. Where two Freeze nodes follow a body, neither speaks for it.
 */
export function lineHolders(document: GraphDocument, nodeId: string): LineHolders {
  const kindOf = new Map(document.nodes.map(({ id, kind }) => [id, kind]));
  const { into, outOf } = adjacency(document);
  const lane = [nodeId];
  for (let at: string | undefined = nodeId; at !== undefined && !BODIES.includes(kindOf.get(at) ?? ''); ) {
    at = into.get(at)?.find(({ to }) => to.port === 'model')?.from.node;
    // A circle of wires is drawn while somebody edits.
    if (at === undefined || lane.includes(at)) break;
    lane.push(at);
  }
  const cut = lane.find((id) => BODIES.includes(kindOf.get(id) ?? ''));
  const above = lane.find((id) => kindOf.get(id) === 'freeze');
  const behind = (outOf.get(nodeId) ?? [])
    .map(({ to }) => to.node)
    .filter((id) => kindOf.get(id) === 'freeze');
  const freeze = above ?? (cut === nodeId && behind.length === 1 ? behind[0] : undefined);
  return { ...(cut !== undefined && { cut }), ...(freeze !== undefined && { freeze }) };
}
