import type { Catalog, DatasetSummary } from '../catalog';
import { shippedBackbones, shippedDatasets } from './index';

/** What ships with Graft, and the user's own datasets. */
export const catalogWith = (own: ReadonlyMap<string, DatasetSummary>): Catalog => ({
  // A shipped dataset may be asked for without the fingerprint of its content: `emoji` for `emoji@1f2e…`.
  dataset: (id) =>
    own.get(id) ?? shippedDatasets.find((shipped) => shipped.id === id || shipped.id.split('@')[0] === id),
  backbone: (id) => shippedBackbones.find((backbone) => backbone.id === id),
  backbones: () => shippedBackbones,
});
