import { z } from 'zod';
import { MAX_NODES, MAX_WIRES } from './limits';

// Zod would compile its checks with `new Function`, which a page without eval does not allow.
z.config({ jitless: true });

/** The version that this build writes. Raise it together with a migration in `migrations.ts`. */
export const DOCUMENT_VERSION = 1;
export const DOCUMENT_FORMAT = 'graft';

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

const position = z.looseObject({ x: z.number(), y: z.number() });

/** Loose objects: what a newer Graft wrote and this one does not know is kept, never dropped. */
const graphNode = z.looseObject({
  id: z.string().min(1).max(200),
  kind: z.string().min(1).max(200),
  /** The version of the node kind that wrote `params`. */
  kindVersion: z.number().int().min(1).default(1),
  /** The user's own name for the node; the kind's label when absent. */
  label: z.string().max(200).optional(),
  position,
  size: z.looseObject({ width: z.number(), height: z.number() }).optional(),
  params: z.record(z.string(), z.json()).default({}),
});

const endpoint = z.looseObject({ node: z.string().min(1), port: z.string().min(1) });

const wire = z.looseObject({ id: z.string().min(1), from: endpoint, to: endpoint });

export const documentSchema = z.looseObject({
  format: z.literal(DOCUMENT_FORMAT),
  version: z.number().int().min(1),
  title: z.string().max(500).default('Untitled graph'),
  /** What the graph shows or teaches, in Markdown. */
  description: z.string().max(50_000).default(''),
  nodes: z.array(graphNode).max(MAX_NODES).default([]),
  wires: z.array(wire).max(MAX_WIRES).default([]),
});

export type GraphDocument = z.infer<typeof documentSchema>;
export type GraphNode = z.infer<typeof graphNode>;
export type Wire = z.infer<typeof wire>;
export type Endpoint = z.infer<typeof endpoint>;

export const emptyDocument = (title = 'Untitled graph'): GraphDocument => ({
  format: DOCUMENT_FORMAT,
  version: DOCUMENT_VERSION,
  title,
  description: '',
  nodes: [],
  wires: [],
});
