import type { PortsOf } from '../connect';
import type { GraphDocument, Group } from '../document';
import { copyNodes, freshId } from '../edit';
import { groupPosition } from '../groups/fold';
import { groupPorts } from '../groups/ports';
import { BLOCK_FORMAT, BLOCK_FORMAT_VERSION, type Block } from './block';

export interface BlockName {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly description: string;
}

/**
 * A group as a block. It keeps the ports that the group has now, whether a wire is at them or not. Nodes
 * that came from the block of this id keep the ids they have there, so that copies of it can be updated.
 */
export function makeBlock(document: GraphDocument, group: Group, name: BlockName, portsOf: PortsOf): Block {
  const { nodes, wires } = copyNodes(document, new Set(group.members));
  const inner = innerIds(group, name.id);
  const start = groupPosition(document, group);
  const idOf = (id: string) => inner.get(id) ?? id;
  return {
    format: BLOCK_FORMAT,
    formatVersion: BLOCK_FORMAT_VERSION,
    ...name,
    ...(group.colour !== undefined && { colour: group.colour }),
    nodes: nodes.map((node) => ({
      ...node,
      id: idOf(node.id),
      position: { ...node.position, x: node.position.x - start.x, y: node.position.y - start.y },
    })),
    wires: wires.map((wire, place) => ({
      ...wire,
      id: `wire-${place + 1}`,
      from: { ...wire.from, node: idOf(wire.from.node) },
      to: { ...wire.to, node: idOf(wire.to.node) },
    })),
    ports: groupPorts(document, group, portsOf)
      // A wire may be at a port that its node does not have: that is nothing to pass on.
      .filter(({ node, spec }) => spec !== undefined || portsOf(node) === undefined)
      .map(({ node, port, side }) => ({ node: idOf(node.id), port, side })),
    params: (group.params ?? []).map((param) => ({ ...param, node: idOf(param.node) })),
  };
}

/** The id in the block of each member. */
function innerIds({ members, block }: Group, id: string): ReadonlyMap<string, string> {
  const known = new Map(
    block?.id === id ? Object.entries(block.nodes).map(([inner, member]) => [member, inner]) : [],
  );
  const taken = new Set(known.values());
  return new Map(
    members.map((member) => {
      const inner = known.get(member) ?? freshId(member, taken);
      taken.add(inner);
      return [member, inner];
    }),
  );
}
