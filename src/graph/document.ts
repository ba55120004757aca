import * as z from 'zod/mini';
import { MAX_GROUP_DESCRIPTION, MAX_GROUPS, MAX_NODES, MAX_WIRE_POINTS, MAX_WIRES } from './limits';
import { listOf, name, some, text, whole } from './schema';

/** The version that this build writes. Raise it together with a migration in `migrations.ts`. */
export const DOCUMENT_VERSION = 2;
export const DOCUMENT_FORMAT = 'graft';

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

const position = z.looseObject({ x: z.number(), y: z.number() });

/** Loose objects: what a newer Graft wrote and this one does not know is kept, never dropped. */
export const nodeSchema = z.looseObject({
  id: name,
  kind: name,
  /** The version of the node kind that wrote `params`. */
  kindVersion: z._default(whole, 1),
  /** The user's own name for the node; the kind's label when absent. */
  label: z.optional(text(200)),
  position,
  size: z.optional(z.looseObject({ width: z.number(), height: z.number() })),
  /** `bypass` or `mute`, see `mode.ts`; anything else counts as absent. */
  mode: z.optional(text(50)),
  /** The name of a colour that the user gave it; one that this build does not know shows as none. */
  colour: z.optional(text(50)),
  params: z._default(z.record(z.string(), z.json()), {}),
});

const endpoint = z.looseObject({ node: some, port: some });

/** A port or parameter of one member that a group shows as its own. */
const shownPort = z.extend(endpoint, { side: z.enum(['input', 'output']) });
const shownParam = z.looseObject({ node: some, param: some });
export const shownPorts = listOf(shownPort, 1000);
export const shownParams = listOf(shownParam, 1000);

/**
 * Nodes that belong together: drawn as a frame around them or, collapsed, as one card. What the graph
 * computes does not depend on groups. A node is in one group at most, and groups do not hold groups.
 * A group's id is none of a node.
 */
const group = z.looseObject({
  id: name,
  label: z.optional(text(200)),
  description: z.optional(text(MAX_GROUP_DESCRIPTION)),
  /** One of `GROUP_COLOURS`; any other is drawn as the first. */
  colour: z.optional(text(200)),
  collapsed: z.optional(z.boolean()),
  /** Ids of nodes. */
  members: listOf(some, MAX_NODES),
  /** The ports to show when it is collapsed, besides those that wires cross by; what is open, when absent. */
  ports: z.optional(shownPorts),
  /** The parameters to show on it. */
  params: z.optional(shownParams),
  /** The block of the user's library that it is a copy of. */
  block: z.optional(
    z.looseObject({
      id: name,
      version: whole,
      name: text(200),
      /** The member that each node of the block became, by the node's id in the block. */
      nodes: z.record(z.string(), z.string()),
    }),
  ),
});

export const wireSchema = z.looseObject({
  id: some,
  from: endpoint,
  to: endpoint,
  /** Places that the wire is led through, in order from its start. */
  points: z.optional(listOf(position, MAX_WIRE_POINTS)),
});

export const documentSchema = z.looseObject({
  format: z.literal(DOCUMENT_FORMAT),
  version: whole,
  title: z._default(text(500), 'Untitled graph'),
  /** What the graph shows or teaches, in Markdown. */
  description: z._default(text(50_000), ''),
  nodes: z._default(listOf(nodeSchema, MAX_NODES), []),
  wires: z._default(listOf(wireSchema, MAX_WIRES), []),
  groups: z.optional(listOf(group, MAX_GROUPS)),
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
