/** Both sides of a comparison, in milliseconds, and the ratio of the first to the second. */
export interface Paired {
  readonly a: number;
  readonly b: number;
  readonly ratio: number;
}

type Work = () => Promise<unknown> | unknown;

/** Milliseconds that one call takes. */
export async function timeOf(work: Work): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/**
 * Runs `a` and `b` in turn and takes the median of the pairs' ratios: what slows the machine for a
 * while slows both sides of a pair. The order changes from pair to pair, since the first of two may
 * find colder caches. One pair is run before, for warmth.
 */
export const paired = (a: Work, b: Work, runs: number): Promise<Paired> =>
  pairedTimes(
    () => timeOf(a),
    () => timeOf(b),
    runs,
  );

/** The same for sides that measure their own time, e.g. in another process. */
export async function pairedTimes(
  a: () => Promise<number>,
  b: () => Promise<number>,
  runs: number,
): Promise<Paired> {
  await a();
  await b();
  const pairs: { readonly a: number; readonly b: number }[] = [];
  for (let run = 0; run < runs; run++) {
    if (run % 2 === 0) {
      const first = await a();
      pairs.push({ a: first, b: await b() });
    } else {
      const first = await b();
      pairs.push({ a: await a(), b: first });
    }
  }
  return {
    a: median(pairs.map((pair) => pair.a)),
    b: median(pairs.map((pair) => pair.b)),
    ratio: median(pairs.map((pair) => pair.a / pair.b)),
  };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((x, y) => x - y);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
}

/** For people: three significant digits. */
export const rounded = (value: number): number => Number(value.toPrecision(3));

/** "12.3 / 24.6 ms = 0.5", for the details of a row. */
export const describePair = ({ a, b, ratio }: Paired): string =>
  `${rounded(a)} / ${rounded(b)} ms = ${rounded(ratio)}`;
