import { describe, expect, it } from 'vitest';
import { handOver } from '../../src/editor/data/import/hand-over';

/** Sends files that each take so many milliseconds of the page's time. */
async function sendAll(count: number, msPerFile: (portion: number) => number) {
  let clock = 0;
  const portions: number[] = [];
  const received: number[] = [];
  const reports: string[] = [];
  await handOver(
    Array.from({ length: count }, (_, place) => place),
    async (portion) => {
      clock += portion.length * msPerFile(portions.length);
      portions.push(portion.length);
      received.push(...portion);
    },
    () => clock,
    (done, total) => reports.push(`${done}/${total}`),
  );
  return { portions, received, reports };
}

describe('handOver', () => {
  it('sends every file once and in order', async () => {
    const { received, reports } = await sendAll(1000, () => 0.5);
    expect(received).toEqual(Array.from({ length: 1000 }, (_, place) => place));
    expect(reports.at(-1)).toBe('1000/1000');
  });

  it('sends as many at once as take a few milliseconds', async () => {
    const slow = await sendAll(500, () => 2);
    expect(slow.portions.slice(1, -1).every((portion) => portion === 4)).toBe(true);
    const fast = await sendAll(5000, () => 0.001);
    expect(fast.portions.slice(0, 4)).toEqual([8, 16, 32, 64]);
    expect(Math.max(...fast.portions)).toBe(512);
  });

  it('sends one at a time where even that takes long, and recovers', async () => {
    const { portions } = await sendAll(60, (portion) => (portion < 3 ? 100 : 1));
    expect(portions.slice(0, 6)).toEqual([8, 1, 1, 1, 2, 4]);
  });

  it('sends nothing when there is nothing', async () => {
    expect(await sendAll(0, () => 1)).toEqual({ portions: [], received: [], reports: [] });
  });
});
