import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blockAccess } from '../../../../src/engine/data/import/block-access';
import { bytesAccess, type RandomAccess } from '../../../../src/engine/data/import/source';

const SIZE = 5 * 2 ** 20 + 17;
const bytes = Uint8Array.from({ length: SIZE }, (_, at) => (at * 31 + (at >> 11)) & 255);

function counted(): { readonly source: RandomAccess; readonly reads: number[] } {
  const reads: number[] = [];
  const plain = bytesAccess(bytes);
  return {
    reads,
    source: {
      size: SIZE,
      read(offset, length) {
        reads.push(offset);
        return plain.read(offset, length);
      },
    },
  };
}

describe('blockAccess', () => {
  it('reads the same bytes as without it', async () => {
    const access = blockAccess(bytesAccess(bytes));
    const piece = fc.tuple(fc.nat(SIZE - 1), fc.nat(3 * 2 ** 20));
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 6 }), async (pieces) => {
        for (const [offset, wanted] of pieces) {
          const length = Math.min(wanted, SIZE - offset);
          const found = await access.read(offset, length);
          expect(Buffer.compare(found, bytes.subarray(offset, offset + length))).toBe(0);
        }
      }),
      { numRuns: 30, seed: 1 },
    );
  });

  it('looks at the source once for many small pieces, also when several are asked for at once', async () => {
    const { source, reads } = counted();
    const access = blockAccess(source);
    await Promise.all(Array.from({ length: 100 }, (_, place) => access.read(place * 1000, 30)));
    expect(reads).toEqual([0]);
  });

  it('says like its source that bytes are not there', async () => {
    const access = blockAccess(bytesAccess(bytes));
    await expect(access.read(SIZE - 3, 4)).rejects.toThrow(RangeError);
    await expect(access.read(-1, 4)).rejects.toThrow(RangeError);
  });
});
