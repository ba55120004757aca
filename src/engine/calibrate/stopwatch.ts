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
  /** Prepares it; `dispose` frees what that took. */
  open(): Promise<Opened>;
}

export interface Opened {
  readonly run: () => Promise<void>;
  readonly dispose: () => void;
}

/** What takes less says more about the clock and about overhead than about the rate. */
const LEAST_MS = 8;
const SHORTEST_MS = 2;
const REPEAT_MS = 40;
const MOST_REPEATS = 10;
/** A clock that stands still (browsers round it) must not give an infinite rate. */
const TICK_MS = 0.005;

/**
 * Operations a second, measured on ever larger exercises until one is large enough to tell: backends
 * differ by a factor of ten thousand. The best rate counts, since all that disturbs makes it lower.
 * `atMost` is a rate several times too high: exercises that would be very short at it are left out,
 * for code that has not run often yet takes longer than they do.
 */
export async function rateOf(exercises: readonly Exercise[], now: Clock, atMost = 0): Promise<number> {
  const long = exercises.filter(({ flops }) => 1000 * flops >= SHORTEST_MS * atMost);
  let rate = 0;
  for (const exercise of long.length > 0 ? long : exercises.slice(-1)) {
    const { run, dispose } = await exercise.open();
    try {
      const ms = await fastest(run, now, REPEAT_MS, MOST_REPEATS);
      rate = Math.max(rate, (1000 * exercise.flops) / Math.max(TICK_MS, ms));
      if (ms >= LEAST_MS) break;
    } finally {
      dispose();
    }
  }
  return rate;
}
