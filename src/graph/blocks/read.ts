import { isDeeperThan } from '../depth';
import { MAX_DEPTH, MAX_TEXT } from '../limits';
import type { Problem } from '../problem';
import { BLOCK_FORMAT, BLOCK_FORMAT_VERSION, type Block, blockSchema } from './block';

export type ParsedBlock =
  | { readonly ok: true; readonly block: Block; readonly problems: readonly Problem[] }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** The text of a block's file; reading it back gives an equal block. */
export const formatBlock = (block: Block): string => `${JSON.stringify(block, null, 2)}\n`;

/** Does the text say of itself that it is a block? */
export const looksLikeBlock = (text: string): boolean =>
  text.slice(0, 2000).includes('"format"') && text.slice(0, 2000).includes(`"${BLOCK_FORMAT}"`);

/** Reads a block's file. Never throws. */
export function parseBlock(text: string): ParsedBlock {
  if (text.length > MAX_TEXT) return refuse('block/too-large', 'The file is far too large to be a block.');
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return refuse('file/not-json', 'The file is not complete JSON: it may be cut off or damaged.');
  }
  return readBlock(json);
}

/** As `parseBlock`, for JSON that is parsed already. What points at nodes that are not there is left out. */
export function readBlock(json: unknown): ParsedBlock {
  if (isDeeperThan(json, MAX_DEPTH)) {
    return refuse('file/too-deep', 'The file holds lists within lists far deeper than any block does.');
  }
  const result = blockSchema.safeParse(json);
  if (!result.success) {
    const [issue] = result.error.issues;
    const place = issue && issue.path.length > 0 ? `"${issue.path.join('.')}"` : 'the top level';
    return refuse('block/schema', `This is no block of Graft: ${place} is wrong: ${issue?.message}.`);
  }
  const block = result.data;
  if (block.formatVersion > BLOCK_FORMAT_VERSION) {
    return refuse('block/from-the-future', 'This block was saved by a newer Graft. Update Graft to use it.');
  }
  const ids = new Set(block.nodes.map(({ id }) => id));
  if (ids.size < block.nodes.length) {
    return refuse('block/duplicate-id', 'Two nodes of the block have the same id.');
  }
  const has = ({ node }: { readonly node: string }) => ids.has(node);
  const wires = block.wires.filter(({ from, to }) => has(from) && has(to));
  const problems: Problem[] = [];
  if (wires.length < block.wires.length) {
    problems.push({
      code: 'block/wire-to-nowhere',
      severity: 'warning',
      message: `Wires of the block "${block.name}" led to nodes that it does not have, and were left out.`,
    });
  }
  const { ports, params } = block;
  return {
    ok: true,
    block: { ...block, wires, ports: ports.filter(has), params: params.filter(has) },
    problems,
  };
}

const refuse = (code: string, message: string): ParsedBlock => ({
  ok: false,
  problems: [{ code, severity: 'error', message, hint: 'Export the block again from where it came.' }],
});
