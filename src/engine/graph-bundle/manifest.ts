import { z } from 'zod';

/**
 * A bundle is a zip that holds a graph with what it needs of the user's own: `graph.json`; the images of each
 * dataset below `datasets/<number>/`, at the paths they have in it; each model as one file of the model
 * store; and `manifest.json`, which lists every other file with its size and SHA-256.
 */
export const MANIFEST = 'manifest.json';
export const GRAPH = 'graph.json';
export const LARGEST_TEXT_BYTES = 50_000_000;

const path = z.string().min(1).max(1000);
const size = z.number().int().nonnegative();

export const manifestSchema = z.object({
  format: z.literal('graft-bundle'),
  version: z.literal(1),
  datasets: z.array(
    z.object({ id: z.string().max(200), name: z.string().max(500), folder: path, images: size, bytes: size }),
  ),
  models: z.array(z.object({ id: z.string().max(200), label: z.string().max(500), file: path, bytes: size })),
  files: z.array(z.object({ path, bytes: size, sha256: z.string().regex(/^[0-9a-f]{64}$/) })),
});

export type Manifest = z.infer<typeof manifestSchema>;

/** Relative, without steps upwards, hidden tricks or control characters: a name that means the same to every program. */
export const isSafePath = (name: string): boolean =>
  name.length <= 1000 &&
  !/^[\\/]|^[a-z]:|\\|\p{Cc}/iu.test(name) &&
  name.split('/').every((segment) => segment !== '' && segment !== '.' && segment !== '..');
