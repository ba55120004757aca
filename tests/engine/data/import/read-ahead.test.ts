import { describe, expect, it } from 'vitest';
import { type Reading, readAhead } from '../../../../src/engine/data/import/read-ahead';

const MEGABYTE = 2 ** 20;

/** Readings that say how many of them were under way at most, and how many bytes. */
function observed(sizes: readonly number[]) {
  const most = { count: 0, bytes: 0 };
  const now = { count: 0, bytes: 0 };
  const readings = sizes.map(
    (bytes, place): Reading<number> => ({
      bytes,
      async start() {
        now.count++;
        now.bytes += bytes;
        most.count = Math.max(most.count, now.count);
        most.bytes = Math.max(most.bytes, now.bytes);
        // Later ones are faster: their results wait for their turn.
        for (let turn = sizes.length - place; turn > 0; turn--) await Promise.resolve();
        now.count--;
        now.bytes -= bytes;
        return place;
      },
    }),
  );
  return { readings, most };
}

async function all<T>(results: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const result of results) found.push(result);
  return found;
}

describe('readAhead', () => {
  it('gives every result in order, several at work at a time', async () => {
    const { readings, most } = observed(Array.from({ length: 40 }, () => 1000));
    expect(await all(readAhead(readings))).toEqual(Array.from({ length: 40 }, (_, place) => place));
    expect(most.count).toBe(8);
  });

  it('reads fewer at a time when they are large, and what is larger than the limit alone', async () => {
    const { readings, most } = observed([30, 30, 30, 200, 30].map((size) => size * MEGABYTE));
    expect(await all(readAhead(readings))).toEqual([0, 1, 2, 3, 4]);
    expect(most).toEqual({ count: 2, bytes: 200 * MEGABYTE });
  });

  it('throws a failure at its turn, behind what came before it', async () => {
    const failing: Reading<number> = { bytes: 1, start: () => Promise.reject(new Error('gone')) };
    const seen: number[] = [];
    const reading = async () => {
      for await (const result of readAhead([...observed([1, 1]).readings, failing])) seen.push(result);
    };
    await expect(reading()).rejects.toThrow('gone');
    expect(seen).toEqual([0, 1]);
  });
});
