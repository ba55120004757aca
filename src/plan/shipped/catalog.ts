import type { BackboneInfo, Catalog, DatasetSummary } from '../catalog';
import { shippedBackbones, shippedDatasets } from './index';
import { untrainedBackbones } from './untrained';

/** What ships with Graft, the user's own datasets and models, by id, and architectures without weights. */
export const catalogWith = (
  datasets: ReadonlyMap<string, DatasetSummary> = new Map(),
  models: ReadonlyMap<string, BackboneInfo> = new Map(),
): Catalog => {
  const backbones = [...shippedBackbones, ...models.values(), ...untrainedBackbones];
  const byId = new Map(backbones.map((backbone) => [backbone.id, backbone]));
  return {
    // A shipped dataset may be asked for without the fingerprint of its content: `emoji` for `emoji@1f2e…`.
    dataset: (id) =>
      datasets.get(id) ??
      shippedDatasets.find((shipped) => shipped.id === id || shipped.id.split('@')[0] === id),
    backbone: (id) => byId.get(id),
    backbones: () => backbones,
  };
};
