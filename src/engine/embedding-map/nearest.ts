import * as tf from '@tensorflow/tfjs';

/** Vectors of the same length, one after the other: float32 [count, width]. */
export interface Vectors {
  readonly values: Float32Array;
  readonly count: number;
  readonly width: number;
}

/** The nearest of each vector, itself first. */
export interface Neighbours {
  readonly indices: number[][];
  /** Euclidean. */
  readonly distances: number[][];
  /** Squared distances of all to all, float32 [count, count]: rough, to rank by. */
  readonly squares: Float32Array;
}

/** Rows of distances at a time. */
const CHUNK = 256;

/** The vectors with their mean taken away: small numbers keep more digits of their distances. */
export function centred({ values, count, width }: Vectors): Vectors {
  const means = new Float64Array(width);
  values.forEach((value, at) => {
    means[at % width] = (means[at % width] ?? 0) + value / count;
  });
  return { values: values.map((value, at) => value - (means[at % width] ?? 0)), count, width };
}

/** Squared Euclidean distances of all to all, [count, count]. */
async function squaredDistances({ values, count, width }: Vectors): Promise<Float32Array> {
  const distances = new Float32Array(count * count);
  const all = tf.tensor2d(values, [count, width]);
  const [turned, norms] = tf.tidy(() => [tf.transpose(all), tf.sum(tf.square(all), 1)]);
  try {
    for (let from = 0; from < count; from += CHUNK) {
      const rows = Math.min(CHUNK, count - from);
      const squares = tf.tidy(() => {
        const products = tf.matMul(tf.slice(all, [from, 0], [rows, width]), turned as tf.Tensor2D);
        const own = tf.reshape(tf.slice(norms as tf.Tensor1D, from, rows), [rows, 1]);
        return tf.relu(tf.add(tf.sub(own, tf.mul(products, 2)), norms as tf.Tensor1D));
      });
      distances.set(await squares.data(), from * count);
      squares.dispose();
    }
    return distances;
  } finally {
    tf.dispose([all, turned ?? [], norms ?? []]);
  }
}

/** The exact `k` nearest of each vector, itself among them and first; all where there are fewer than k. */
export async function nearest(vectors: Vectors, k: number): Promise<Neighbours> {
  const { count } = vectors;
  const squares = await squaredDistances(vectors);
  const indices: number[][] = [];
  const distances: number[][] = [];
  for (let row = 0; row < count; row++) {
    // Differences of large numbers are rough: what is kept is measured again.
    const measured = smallest(squares.subarray(row * count, (row + 1) * count), row, k - 1)
      .map((other) => ({ other, distance: distanceOf(vectors, row, other) }))
      .sort((a, b) => a.distance - b.distance || a.other - b.other);
    indices.push([row, ...measured.map(({ other }) => other)]);
    distances.push([0, ...measured.map(({ distance }) => distance)]);
  }
  return { indices, distances, squares };
}

/** Places of the `k` smallest values, without `self`; the first of equals first. */
export function smallest(values: Float32Array, self: number, k: number): number[] {
  const kept: number[] = [];
  for (let place = 0; place < values.length; place++) {
    if (place === self) continue;
    const value = values[place] ?? 0;
    if (kept.length === k && value >= (values[kept[k - 1] ?? 0] ?? 0)) continue;
    let at = kept.length;
    while (at > 0 && (values[kept[at - 1] ?? 0] ?? 0) > value) at--;
    kept.splice(at, 0, place);
    if (kept.length > k) kept.pop();
  }
  return kept;
}

function distanceOf({ values, width }: Vectors, a: number, b: number): number {
  let sum = 0;
  for (let at = 0; at < width; at++) {
    const difference = (values[a * width + at] ?? 0) - (values[b * width + at] ?? 0);
    sum += difference * difference;
  }
  return Math.sqrt(sum);
}
