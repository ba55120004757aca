import { z } from 'zod';
import { MAX_GROUP_DESCRIPTION, MAX_GROUPS, MAX_NODES, MAX_WIRE_POINTS, MAX_WIRES } from './limits';

// Zod would compile its checks with `new Function`, which a page without eval does not allow.
z.config({ jitless: true });

/** The version that this build writes. Raise it together with a migration in `migrations.ts`. */
export const DOCUMENT_VERSION = 2;
export const DOCUMENT_FORMAT = 'graft';

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

const position = z.looseObject({ x: z.number(), y: z.number() });

/** Loose objects: what a newer Graft wrote and this one does not know is kept, never dropped. */
export const nodeSchema = z.looseObject({
  id: z.string().min(1).max(200),
  kind: z.string().min(1).max(200),
  /** The version of the node kind that wrote `params`. */
  kindVersion: z.number().int().min(1).default(1),
  /** The user's own name for the node; the kind's label when absent. */
  label: z.string().max(200).optional(),
  position,
  size: z.looseObject({ width: z.number(), height: z.number() }).optional(),
  /** `bypass` or `mute`, see `mode.ts`; anything else counts as absent. */
  mode: z.string().max(50).optional(),
  /** The name of a colour that the user gave it; one that this build does not know shows as none. */
  colour: z.string().max(50).optional(),
  params: z.record(z.string(), z.json()).default({}),
});

const endpoint = z.looseObject({ node: z.string().min(1), port: z.string().min(1) });

/** A port or parameter of one member that a group shows as its own. */
const shownPort = endpoint.extend({ side: z.enum(['input', 'output']) });
const shownParam = z.looseObject({ node: z.string().min(1), param: z.string().min(1) });
export const shownPorts = z.array(shownPort).max(1000);
export const shownParams = z.array(shownParam).max(1000);

/**
 * Nodes that belong together: drawn as a frame around them or, collapsed, as one card. What the graph
 * computes does not depend on groups. A node is in one group at most, and groups do not hold groups.
 * A group's id is none of a node.
 */
const group = z.looseObject({
  id: z.string().min(1).max(200),
  label: z.string().max(200).optional(),
  description: z.string().max(MAX_GROUP_DESCRIPTION).optional(),
  /** One of `GROUP_COLOURS`; any other is drawn as the first. */
  colour: z.string().max(200).optional(),
  collapsed: z.boolean().optional(),
  /** Ids of nodes. */
  members: z.array(z.string().min(1)).max(MAX_NODES),
  /** The ports to show when it is collapsed, besides those that wires cross by; what is open, when absent. */
  ports: shownPorts.optional(),
  /** The parameters to show on it. */
  params: shownParams.optional(),
  /** The block of the user's library that it is a copy of. */
  block: z
    .looseObject({
      id: z.string().min(1).max(200),
      version: z.number().int().min(1),
      name: z.string().max(200),
      /** The member that each node of the block became, by the node's id in the block. */
      nodes: z.record(z.string(), z.string()),
    })
    .optional(),
});

export const wireSchema = z.looseObject({
  id: z.string().min(1),
  from: endpoint,
  to: endpoint,
  /** Places that the wire is led through, in order from its start. */
  points: z.array(position).max(MAX_WIRE_POINTS).optional(),
});

export const documentSchema = z.looseObject({
  format: z.literal(DOCUMENT_FORMAT),
  version: z.number().int().min(1),
  title: z.string().max(500).default('Untitled graph'),
  /** What the graph shows or teaches, in Markdown. */
  description: z.string().max(50_000).default(''),
  nodes: z.array(nodeSchema).max(MAX_NODES).default([]),
  wires: z.array(wireSchema).max(MAX_WIRES).default([]),
  groups: z.array(group).max(MAX_GROUPS).optional(),
});

export type GraphDocument = z.infer<typeof documentSchema>;
export type GraphNode = z.infer<typeof nodeSchema>;
export type Wire = z.infer<typeof wireSchema>;
export type Endpoint = z.infer<typeof endpoint>;
export type Group = z.infer<typeof group>;
export type ShownPort = z.infer<typeof shownPort>;

export const emptyDocument = (title = 'Untitled graph'): GraphDocument => ({
  format: DOCUMENT_FORMAT,
  version: DOCUMENT_VERSION,
  title,
  description: '',
  nodes: [],
  wires: [],
});
