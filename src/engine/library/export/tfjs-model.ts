import type { ModelFiles } from '../../platform/platform';
import type { LibraryModel } from '../library-model';
import { graphWithHead } from './head-graph';
import { layersWithHead } from './head-keras';
import { networkGraph } from './network-graph';

/**
 * A model as TF.js loads it, a LayersModel or a GraphModel: from the input to the end of its body, or, where a head
 * was trained on that, to the probabilities of its classes.
 */
export function tfjsModel(model: LibraryModel): ModelFiles {
  const { info, provenance, head } = model;
  const { json, weights } = wholeNetwork(model);
  // TF.js hands this on to whoever loads the model.
  const userDefinedMetadata = { graft: { info, provenance, ...(head && { classes: head.classes }) } };
  return { json: { ...json, generatedBy: 'Graft', userDefinedMetadata }, weights };
}

function wholeNetwork({ files, info, head }: LibraryModel): ModelFiles {
  const side = info.defaultInputSize;
  const body = files.json.format === 'network' ? networkGraph(files, side) : files;
  if (!head) return body;
  // A trained body ends at its cut.
  const output = info.defaultCut;
  return body.json.format === 'graph-model'
    ? graphWithHead(body, output, head)
    : layersWithHead(body, { output, side }, head);
}
