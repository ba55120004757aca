import { z } from 'zod';
import { nodeSchema, shownParams, shownPorts, wireSchema } from '../document';
import { MAX_BLOCK_NODES, MAX_BLOCK_WIRES, MAX_GROUP_DESCRIPTION } from '../limits';

export const BLOCK_FORMAT = 'graft/block';
/** The version of the form of a block's file, not of the block. */
export const BLOCK_FORMAT_VERSION = 1;

/**
 * A piece of a graph that its maker published under a name: nodes and the wires between them, with the
 * ports and parameters that it shows. A graph that uses it holds a copy, as a group.
 */
export const blockSchema = z.looseObject({
  format: z.literal(BLOCK_FORMAT),
  formatVersion: z.number().int().min(1),
  /** The same for all versions of it. */
  id: z.string().min(1).max(200),
  /** Counts what was published under the id, from 1. */
  version: z.number().int().min(1).max(1_000_000_000),
  name: z.string().min(1).max(200),
  description: z.string().max(MAX_GROUP_DESCRIPTION).default(''),
  colour: z.string().max(200).optional(),
  nodes: z.array(nodeSchema).min(1).max(MAX_BLOCK_NODES),
  wires: z.array(wireSchema).max(MAX_BLOCK_WIRES).default([]),
  ports: shownPorts.default([]),
  params: shownParams.default([]),
});

export type Block = z.infer<typeof blockSchema>;
