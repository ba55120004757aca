import type { Random } from '../data/random';
import type { Vectors } from './nearest';

/** A start needs no more than the direction of the axes. */
const ITERATIONS = 30;

/**
 * The coordinates of centred vectors on their first two principal axes, by power iteration with the first
 * axis taken out of the second: float64 [count] each.
 */
export function principalPlane(vectors: Vectors, random: Random): readonly [Float64Array, Float64Array] {
  const first = principalAxis(vectors, random, []);
  const second = principalAxis(vectors, random, [first]);
  return [project(vectors, first), project(vectors, second)];
}

function principalAxis(vectors: Vectors, random: Random, others: readonly Float64Array[]): Float64Array {
  let axis = unit(
    Float64Array.from({ length: vectors.width }, () => random.normal()),
    others,
  );
  for (let round = 0; round < ITERATIONS; round++) {
    axis = unit(combine(vectors, project(vectors, axis)), others);
  }
  return axis;
}

/** X · axis. */
function project({ values, count, width }: Vectors, axis: Float64Array): Float64Array {
  const along = new Float64Array(count);
  for (let row = 0; row < count; row++) {
    let sum = 0;
    for (let at = 0; at < width; at++) sum += (values[row * width + at] ?? 0) * (axis[at] ?? 0);
    along[row] = sum;
  }
  return along;
}

/** Xᵀ · along. */
function combine({ values, count, width }: Vectors, along: Float64Array): Float64Array {
  const sums = new Float64Array(width);
  for (let row = 0; row < count; row++) {
    const share = along[row] ?? 0;
    for (let at = 0; at < width; at++) sums[at] = (sums[at] ?? 0) + (values[row * width + at] ?? 0) * share;
  }
  return sums;
}

/** Of length 1 and at right angles to the `others`. Vectors without any spread leave nothing to scale. */
function unit(axis: Float64Array, others: readonly Float64Array[]): Float64Array {
  for (const other of others) {
    const shared = dot(axis, other);
    axis.forEach((value, at) => {
      axis[at] = value - shared * (other[at] ?? 0);
    });
  }
  const length = Math.sqrt(dot(axis, axis));
  return length > 0 ? axis.map((value) => value / length) : axis;
}

const dot = (a: Float64Array, b: Float64Array): number =>
  a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);
