import type { GraphDocument } from '../../src/graph/document';
import { updateNode } from '../../src/graph/edit';
import { withParams } from './load';

/**
 * The same graph with a Small CNN in the backbone's place, all of it trained, with the best of the
 * settings that were tried for it.
 */
export function fromScratch(document: GraphDocument): GraphDocument {
  const replaced = updateNode(document, 'backbone', (node) => ({
    ...node,
    kind: 'small-cnn',
    params: { inputSize: 48 },
  }));
  return withParams(replaced, { freeze: { policy: 'none' }, head: { batchNorm: false, dropout: 0 } });
}
