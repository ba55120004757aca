import type { LibraryModel } from '../library-model';
import { storedWeights } from '../weights-manifest';

/** Under this name a safetensors file of Graft's says, in JSON, what its tensors are. */
export const GRAFT_KEY = 'graft';
export const GRAFT_VERSION = 1;

/**
 * What Graft needs besides the tensors to open its own file again: the topology, the description, the
 * past. Weights that are no floating-point numbers (axes, shapes) are too small for tensors of their own.
 */
export function graftRecord({ info, files, provenance, head }: LibraryModel): string {
  const { weightsManifest: _, ...topology } = files.json;
  const stored = storedWeights(files);
  const whole = stored.flatMap(({ entry, bytes }) =>
    entry.dtype === 'float32'
      ? []
      : [{ name: entry.name, shape: entry.shape, dtype: entry.dtype, bytes: [...bytes] }],
  );
  const headRecord = head && {
    spec: head.spec,
    pooling: head.pooling,
    features: head.features,
    classes: head.classes,
    weights: Object.entries(head.weights).map(([name, { shape }]) => ({ name, shape })),
  };
  return JSON.stringify({
    version: GRAFT_VERSION,
    topology,
    // In the order of the file: TF.js finds weights by their place.
    order: stored.map(({ entry }) => ({ name: entry.name, shape: entry.shape })),
    whole,
    info,
    provenance,
    head: headRecord,
  });
}
