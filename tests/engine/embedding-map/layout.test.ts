import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/engine/data/random';
import { drawSamples, MOST_POINTS } from '../../../src/engine/embedding-map/draw-samples';
import { layOut } from '../../../src/engine/embedding-map/layout';
import { centred, nearest, type Vectors } from '../../../src/engine/embedding-map/nearest';
import { principalPlane } from '../../../src/engine/embedding-map/principal-plane';
import { trustworthiness } from '../../../src/engine/embedding-map/trustworthiness';
import { start } from '../backend/start';

beforeAll(() => start('wasm'));

/** From vectors to a map. */
async function map(vectors: Vectors, neighbours: number, seed: number, signal = context.signal) {
  const points = centred(vectors);
  return layOut(points, await nearest(points, neighbours), seed, { ...context, signal });
}

const context = { platform: { breathe: async () => undefined }, signal: new AbortController().signal };

/** Three clouds of `each` points in `width` dimensions, far from each other. */
function clouds(each: number, width: number): Vectors & { readonly cloud: readonly number[] } {
  const random = createRandom(5);
  const cloud = Array.from({ length: 3 * each }, (_, place) => place % 3);
  const values = Float32Array.from(
    cloud.flatMap((own) =>
      Array.from({ length: width }, (_, at) => (at % 3 === own ? 4 : 0) + 0.5 * random.normal()),
    ),
  );
  return { values, count: cloud.length, width, cloud };
}

describe('the map', () => {
  it('keeps clouds apart and neighbours together', async () => {
    const vectors = clouds(30, 12);
    const { x, y, trustworthiness: trusted } = await map(vectors, 10, 1);
    const flat = Float32Array.from([...x].flatMap((value, at) => [value, y[at] ?? 0]));
    const near = await nearest({ values: flat, count: 90, width: 2 }, 6);
    const same = near.indices.every((row) =>
      row.every((other) => vectors.cloud[other] === vectors.cloud[row[0] ?? 0]),
    );
    expect(same).toBe(true);
    expect(trusted).toBeGreaterThan(0.85);
    expect(trusted).toBeLessThanOrEqual(1);
  });

  it('is the same for one seed and another for another, and leaves no tensor', async () => {
    const vectors = clouds(10, 8);
    const before = tf.memory().numTensors;
    const first = await map(vectors, 6, 1);
    const again = await map(vectors, 6, 1);
    const other = await map(vectors, 6, 2);
    expect(again).toEqual(first);
    expect(other.x).not.toEqual(first.x);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('is drawn for equal vectors too', async () => {
    const equal = { values: new Float32Array(20 * 4).fill(2), count: 20, width: 4 };
    const { x, y } = await map(equal, 15, 1);
    expect([...x, ...y].every(Number.isFinite)).toBe(true);
  });

  it('stops when it is told to', async () => {
    const going = map(clouds(10, 8), 6, 1, AbortSignal.abort());
    await expect(going).rejects.toThrow('cancelled');
  });
});

it('finds exactly the nearest by Euclidean distance, itself first', async () => {
  const vectors = clouds(20, 5);
  const { indices, distances } = await nearest(centred(vectors), 7);
  const distance = (a: number, b: number) =>
    Math.hypot(
      ...Array.from({ length: 5 }, (_, at) => {
        return (vectors.values[a * 5 + at] ?? 0) - (vectors.values[b * 5 + at] ?? 0);
      }),
    );
  indices.forEach((row, own) => {
    const all = Array.from({ length: 60 }, (_, other) => other).sort(
      (a, b) => distance(own, a) - distance(own, b),
    );
    expect(row).toEqual(all.slice(0, 7));
    row.forEach((other, place) => {
      expect(distances[own]?.[place]).toBeCloseTo(distance(own, other), 4);
    });
  });
});

it('starts from the two directions of largest spread', () => {
  const random = createRandom(3);
  const values = Float32Array.from(
    Array.from({ length: 200 }, () => [
      0.1 * random.normal(),
      9 * random.normal(),
      3 * random.normal(),
    ]).flat(),
  );
  const vectors = centred({ values, count: 200, width: 3 });
  const [first, second] = principalPlane(vectors, random);
  const column = (at: number) => Array.from({ length: 200 }, (_, row) => vectors.values[row * 3 + at] ?? 0);
  const cosine = (a: ArrayLike<number>, b: readonly number[]) => {
    const dot = b.reduce((sum, value, at) => sum + value * (a[at] ?? 0), 0);
    return Math.abs(dot) / Math.hypot(...Array.from(a)) / Math.hypot(...b);
  };
  expect(cosine(first, column(1))).toBeGreaterThan(0.99);
  expect(cosine(second, column(2))).toBeGreaterThan(0.99);
});

it('measures trustworthiness as Venna & Kaski define it', async () => {
  // Five points on a line; on the map the last one has moved beside the first.
  const line = { values: Float32Array.of(0, 1, 2, 4, 8), count: 5, width: 1 };
  const near = await nearest(line, 3);
  const whole = { x: Float32Array.of(0, 1, 2, 4, 8), y: new Float32Array(5) };
  expect(trustworthiness(near, whole)).toBe(1);
  // Of the first point's two nearest on the map, the last one stands at rank 4 in truth; the last one's are the
  // first and the second, in truth at ranks 4 and 3: costs of 2 + 2 + 1.
  const moved = { x: Float32Array.of(0, 1, 2, 4, -0.5), y: new Float32Array(5) };
  expect(trustworthiness(near, moved)).toBeCloseTo(1 - (2 / (5 * 2 * (10 - 6 - 1))) * 5, 6);
});

it('draws at most so many samples, the same for a seed', () => {
  expect([...drawSamples(5, 1)]).toEqual([0, 1, 2, 3, 4]);
  const some = drawSamples(50, 1, 10);
  expect(some).toHaveLength(10);
  expect([...some]).toEqual([...some].sort((a, b) => a - b));
  expect(new Set(some).size).toBe(10);
  expect(drawSamples(50, 1, 10)).toEqual(some);
  expect(drawSamples(50, 2, 10)).not.toEqual(some);
  expect(drawSamples(MOST_POINTS + 1, 1)).toHaveLength(MOST_POINTS);
});
