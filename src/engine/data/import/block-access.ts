import type { RandomAccess } from './source';

const BLOCK_BYTES = 2 ** 20;
/** Readers that are a little apart each find their block still there. */
const MOST_BLOCKS = 4;

/**
 * Reads whole blocks and keeps the last ones: for whoever reads many small pieces one behind the other,
 * where each look at the file itself takes longer than its bytes. What is returned is not to be written to.
 */
export function blockAccess(source: RandomAccess): RandomAccess {
  const blocks = new Map<number, Promise<Uint8Array>>();

  function blockAt(place: number): Promise<Uint8Array> {
    const start = place * BLOCK_BYTES;
    const block = blocks.get(place) ?? source.read(start, Math.min(BLOCK_BYTES, source.size - start));
    // Taken out and put back: the map's order is the order of use.
    blocks.delete(place);
    blocks.set(place, block);
    for (const oldest of blocks.keys()) {
      if (blocks.size <= MOST_BLOCKS) break;
      blocks.delete(oldest);
    }
    return block;
  }

  return {
    size: source.size,
    async read(offset, length) {
      const first = Math.floor(offset / BLOCK_BYTES);
      const last = Math.floor((offset + length - 1) / BLOCK_BYTES);
      const isThere = offset >= 0 && length > 0 && offset + length <= source.size;
      if (!isThere || last - first > 1) return source.read(offset, length);
      const start = await blockAt(first);
      const from = offset - first * BLOCK_BYTES;
      if (first === last) return start.subarray(from, from + length);
      const end = await blockAt(last);
      const bytes = new Uint8Array(length);
      bytes.set(start.subarray(from));
      bytes.set(end.subarray(0, length - (BLOCK_BYTES - from)), BLOCK_BYTES - from);
      return bytes;
    },
  };
}
