import type { GraphDocument, Json } from '../../graph/document';
import { updateNode } from '../../graph/edit';
import type { BlockInfo } from '../../plan/catalog';
import type { LineHolders } from './lanes';

type Blocks = readonly Pick<BlockInfo, 'name'>[];

/** Cuts behind the first `count` blocks of the whole network; a freeze line beyond the cut moves to it. */
export function cutBehind(
  document: GraphDocument,
  { cut, freeze }: LineHolders,
  blocks: Blocks,
  count: number,
): GraphDocument {
  if (cut === undefined) return document;
  const moved = withParams(document, cut, { cut: blocks[count - 1]?.name ?? '' });
  const from = document.nodes.find(({ id }) => id === freeze)?.params;
  const line = from?.policy === 'from' ? blocks.findIndex(({ name }) => name === from.layer) : -1;
  return freeze !== undefined && line >= count ? withParams(moved, freeze, { policy: 'all' }) : moved;
}

/** Freezes the first `count` of the blocks up to the cut. */
export function freezeFirst(
  document: GraphDocument,
  { freeze }: LineHolders,
  blocks: Blocks,
  count: number,
): GraphDocument {
  if (freeze === undefined) return document;
  if (count === 0) return withParams(document, freeze, { policy: 'none' });
  const layer = blocks[count]?.name;
  return withParams(document, freeze, layer === undefined ? { policy: 'all' } : { policy: 'from', layer });
}

const withParams = (document: GraphDocument, nodeId: string, params: Record<string, Json>): GraphDocument =>
  updateNode(document, nodeId, (node) => ({ ...node, params: { ...node.params, ...params } }));
