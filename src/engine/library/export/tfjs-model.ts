import type { ModelFiles } from '../../platform/platform';
import type { LibraryModel } from '../library-model';

/** A model as TF.js loads it: a LayersModel or a GraphModel, from the input to the end of its body. */
export function tfjsModel({ files, info, provenance }: LibraryModel): ModelFiles {
  const about = { info, provenance };
  return {
    json: { ...files.json, generatedBy: 'Graft', userDefinedMetadata: { graft: about } },
    weights: files.weights,
  };
}
