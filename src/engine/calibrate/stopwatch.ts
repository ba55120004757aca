/** Milliseconds from some origin. */
export type Clock = () => number;

/**
 * The fastest of several repetitions, in milliseconds: whatever else the machine did meanwhile only
 * slows down. Repeats until `budgetMs` are over, at least once and at most `most` times, after one run
 * that is not counted, since the first of a kind compiles kernels.
 */
export async function fastest(
  work: () => Promise<void>,
  now: Clock,
  budgetMs: number,
  most = Number.POSITIVE_INFINITY,
): Promise<number> {
  await work();
  const end = now() + budgetMs;
  let best = Number.POSITIVE_INFINITY;
  let started = now();
  for (let repetition = 0; repetition < most; repetition++) {
    await work();
    const ended = now();
    best = Math.min(best, ended - started);
    if (ended >= end) break;
    started = ended;
  }
  return best;
}

/** Work of a known amount that can be repeated. */
export interface Exercise {
  readonly flops: number;
  run(): Promise<void>;
  dispose(): void;
}

/** What takes less says more about the clock and about overhead than about the rate. */
const LEAST_MS = 8;
const REPEAT_MS = 40;
const MOST_REPEATS = 10;
/** A clock that stands still (browsers round it) must not give an infinite rate. */
const TICK_MS = 0.005;

/**
 * Operations a second, measured on ever larger exercises until one is large enough to tell: backends
 * differ by a factor of ten thousand. The best rate counts, since all that disturbs makes it lower.
 */
export async function rateOf(exercises: readonly (() => Promise<Exercise>)[], now: Clock): Promise<number> {
  let rate = 0;
  for (const open of exercises) {
    const exercise = await open();
    try {
      const ms = await fastest(() => exercise.run(), now, REPEAT_MS, MOST_REPEATS);
      rate = Math.max(rate, (1000 * exercise.flops) / Math.max(TICK_MS, ms));
      if (ms >= LEAST_MS) break;
    } finally {
      exercise.dispose();
    }
  }
  return rate;
}
