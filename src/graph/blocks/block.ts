import * as z from 'zod/mini';
import { nodeSchema, shownParams, shownPorts, wireSchema } from '../document';
import { MAX_BLOCK_NODES, MAX_BLOCK_WIRES, MAX_GROUP_DESCRIPTION } from '../limits';
import { listOf, name, text, whole } from '../schema';

export const BLOCK_FORMAT = 'graft/block';
/** The version of the form of a block's file, not of the block. */
export const BLOCK_FORMAT_VERSION = 1;

/**
 * A piece of a graph that its maker published under a name: nodes and the wires between them, with the
 * ports and parameters that it shows. A graph that uses it holds a copy, as a group.
 */
export const blockSchema = z.looseObject({
  format: z.literal(BLOCK_FORMAT),
  formatVersion: whole,
  /** The same for all versions of it. */
  id: name,
  /** Counts what was published under the id, from 1. */
  version: whole.check(z.maximum(1_000_000_000)),
  name: name,
  description: z._default(text(MAX_GROUP_DESCRIPTION), ''),
  colour: z.optional(text(200)),
  nodes: listOf(nodeSchema, MAX_BLOCK_NODES).check(z.minLength(1)),
  wires: z._default(listOf(wireSchema, MAX_BLOCK_WIRES), []),
  ports: z._default(shownPorts, []),
  params: z._default(shownParams, []),
});

export type Block = z.infer<typeof blockSchema>;
