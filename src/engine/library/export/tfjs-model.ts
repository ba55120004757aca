import type { ModelFiles } from '../../platform/platform';
import type { LibraryModel } from '../library-model';
import { networkGraph } from './network-graph';

/** A model as TF.js loads it, a LayersModel or a GraphModel, from the input to the end of its body. */
export function tfjsModel({ files, info, provenance }: LibraryModel): ModelFiles {
  const model = files.json.format === 'network' ? networkGraph(files, info.defaultInputSize) : files;
  // TF.js hands this on to whoever loads the model.
  const userDefinedMetadata = { graft: { info, provenance } };
  return { json: { ...model.json, generatedBy: 'Graft', userDefinedMetadata }, weights: model.weights };
}
