import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';
import { stableExp, stableLog } from './stable-math';

/** A seeded stream of random numbers: the same on every machine. Drawing advances it. */
export interface Random {
  /** In [from, to); [0, 1) by default. */
  uniform(from?: number, to?: number): number;
  /** A whole number in [0, count). */
  integer(count: number): number;
  /** Gaussian, mean 0 and standard deviation 1. */
  normal(): number;
  /** Beta(α, α) in [0, 1], for 0 < α ≤ 2. */
  beta(alpha: number): number;
  /** A shuffled copy (Fisher–Yates). */
  shuffle<T>(items: readonly T[]): T[];
}

/** Starts a stream. Any number is a seed; close seeds give unrelated streams. */
export function createRandom(seed: number): Random {
  const generator = xoroshiro128plusFromState(hashWords(`stream ${seed}`));
  const uniform = (from = 0, to = 1): number => from + (to - from) * uniformFloat64(generator);
  const integer = (count: number): number => uniformInt(generator, 0, count - 1);
  /** In (−1, 1), with 32 bits: enough for noise, and twice as fast. */
  const signed = (): number => (generator.next() + 0.5) / 0x8000_0000;

  let spare: number | undefined;
  /** Marsaglia's polar method (1964) makes two at a time. */
  function normal(): number {
    if (spare !== undefined) {
      const value = spare;
      spare = undefined;
      return value;
    }
    for (;;) {
      const x = signed();
      const y = signed();
      const square = x * x + y * y;
      if (square >= 1) continue;
      const factor = Math.sqrt((-2 * stableLog(square)) / square);
      spare = y * factor;
      return x * factor;
    }
  }

  /** Jöhnk's method (1964), on logarithms: for small α the powers themselves would underflow. */
  function beta(alpha: number): number {
    for (;;) {
      const x = stableLog(1 - uniform());
      const y = stableLog(1 - uniform());
      if (stableExp(x / alpha) + stableExp(y / alpha) > 1) continue;
      const larger = Math.max(x, y);
      const left = stableExp((x - larger) / alpha);
      return left / (left + stableExp((y - larger) / alpha));
    }
  }

  function shuffle<T>(items: readonly T[]): T[] {
    const shuffled = [...items];
    for (let last = shuffled.length - 1; last > 0; last--) {
      const other = integer(last + 1);
      const moved = shuffled[last] as T;
      shuffled[last] = shuffled[other] as T;
      shuffled[other] = moved;
    }
    return shuffled;
  }

  return { uniform, integer, normal, beta, shuffle };
}

/**
 * A new seed for a named purpose, e.g. `derive(seed, 'augment', sampleId, view)`: equal parts give
 * equal seeds, so a draw does not depend on what was drawn before it. A safe integer of 53 bits.
 */
export function derive(seed: number, ...parts: readonly (string | number)[]): number {
  const [high, low] = hashWords(JSON.stringify([seed, ...parts]));
  return (high >>> 0) * 2 ** 21 + (low >>> 11);
}

/** The first 128 bits of a SHA-256, as signed 32-bit words. */
function hashWords(text: string): [number, number, number, number] {
  const digest = sha256(utf8ToBytes(text));
  const view = new DataView(digest.buffer, digest.byteOffset);
  return [view.getInt32(0), view.getInt32(4), view.getInt32(8), view.getInt32(12)];
}
