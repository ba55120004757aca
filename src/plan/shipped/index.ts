import type { BackboneInfo, DatasetSummary } from '../catalog';
import backbones from './backbones.generated.json';
import datasets from './datasets.generated.json';

// The JSON is written by `npm run catalog` and `npm run packs` from values of these very types.

/** The pretrained backbones that ship with Graft. */
export const shippedBackbones = backbones as unknown as readonly BackboneInfo[];

/** The datasets that ship with Graft, under their full ids (`emoji@…`). */
export const shippedDatasets = datasets as unknown as readonly DatasetSummary[];
