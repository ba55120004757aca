import type { BackboneInfo, Catalog, DatasetSummary } from '../catalog';
import { shippedBackbones, shippedDatasets } from './index';

/** What ships with Graft, and the user's own datasets and models, by id. */
export const catalogWith = (
  datasets: ReadonlyMap<string, DatasetSummary> = new Map(),
  models: ReadonlyMap<string, BackboneInfo> = new Map(),
): Catalog => {
  const backbones = [...shippedBackbones, ...models.values()];
  return {
    // A shipped dataset may be asked for without the fingerprint of its content: `emoji` for `emoji@1f2e…`.
    dataset: (id) =>
      datasets.get(id) ??
      shippedDatasets.find((shipped) => shipped.id === id || shipped.id.split('@')[0] === id),
    backbone: (id) => models.get(id) ?? shippedBackbones.find((backbone) => backbone.id === id),
    backbones: () => backbones,
  };
};
