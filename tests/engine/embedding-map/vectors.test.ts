import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { createRandom } from '../../../src/engine/data/random';
import { embeddingMap } from '../../../src/engine/embedding-map/embedding-map';
import { type MapSource, penultimateVectors } from '../../../src/engine/embedding-map/vectors';
import { INFERENCE } from '../../../src/engine/networks/modes';
import { openNetwork } from '../../../src/engine/networks/open-network';
import { featuresOf } from '../../../src/engine/networks/pooling';
import type { Platform, StoredDataset } from '../../../src/engine/platform/platform';
import { type Features, featuresInMemory } from '../../../src/engine/steps/features';
import type { ModelSpec } from '../../../src/plan/plan';
import { start } from '../backend/start';
import { untrainedHead } from '../explain/networks';
import { platform as node, smallCnnSpec } from '../networks/specs';

const SIDE = 16;
const COUNT = 12;

beforeAll(() => start('wasm'));
let before = 0;
beforeEach(() => {
  before = tf.memory().numTensors;
});
afterEach(() => expect(tf.memory().numTensors).toBe(before));

const random = createRandom(2);
const pictures = Array.from({ length: COUNT }, () =>
  Uint8Array.from({ length: SIDE * SIDE * 3 }, () => random.integer(256)),
);
const ids = pictures.map((_, place) => `picture ${place}`);

const stored: StoredDataset = {
  index: {
    id: 'user@noise',
    name: 'Noise',
    modality: 'image',
    description: '',
    licence: 'CC0',
    classes: ['any'],
    domains: [],
    // In another order than they were evaluated in.
    samples: ids.map((id) => ({ id, class: 0, offset: 0, length: 0 })).reverse(),
    skipped: [],
  },
  read: async ({ id }) => pictures[ids.indexOf(id)] ?? new Uint8Array(),
};

const platform: Platform = {
  ...node,
  decode: async (rgb) => ({ width: SIDE, height: SIDE, rgb }),
  breathe: async () => undefined,
};
const context = { platform, signal: new AbortController().signal };

/** Features as the run would have stored them, in two views: only the first is of the picture itself. */
async function featuresAt(source: MapSource): Promise<Features> {
  const { model } = source.network;
  const open = await openNetwork(source.network, platform);
  const map = tf.tidy(() => {
    const all = tf.tensor(Float32Array.from(pictures.flatMap((rgb) => [...rgb])), [COUNT, SIDE, SIDE, 3]);
    if (model.frozenBlocks < model.blocks.length)
      return open.body.forward(all, 0, model.frozenBlocks, INFERENCE);
    return featuresOf(open.body, all, [model])[0] ?? all;
  });
  const shape = map.shape.slice(1);
  const data = map.dataSync().slice() as Float32Array;
  const size = data.length / COUNT;
  tf.dispose(map);
  open.dispose();
  const rows = Float32Array.from(
    ids.flatMap((_, row) => [
      ...data.subarray(row * size, (row + 1) * size),
      1,
      ...new Float32Array(size + 1),
    ]),
  );
  const samples = Int32Array.from(ids, (_, place) => place);
  return featuresInMemory({ shape, classes: 1, samples, views: 2 }, rows);
}

async function sourceOf(model: ModelSpec, hidden: readonly number[]): Promise<MapSource> {
  return { network: await untrainedHead(model, hidden), stored, fit: 'crop', samples: ids };
}

it.each([
  ['all is frozen', 2, []],
  ['all is frozen, and the head has a hidden layer', 2, [5]],
  ['one block trains', 1, [5]],
])('stored features and images give the same vectors where %s', async (_name, frozen, hidden) => {
  const source = await sourceOf(smallCnnSpec({}, frozen), hidden);
  const rows = Int32Array.of(1, 4, 5, 11);
  const fromImages = await penultimateVectors(source, rows, context);
  const features = await featuresAt(source);
  const fromFeatures = await penultimateVectors({ ...source, features }, rows, context);
  expect(fromImages).toMatchObject({ count: 4, width: hidden[0] ?? source.network.model.features });
  expect(fromFeatures.width).toBe(fromImages.width);
  fromImages.values.forEach((value, at) => {
    expect(fromFeatures.values[at]).toBeCloseTo(value, 4);
  });
  expect(new Set(fromImages.values).size).toBeGreaterThan(4);
});

it('gives a map of the evaluated samples, and its progress', async () => {
  const source = await sourceOf(smallCnnSpec({}, 2), []);
  const shares: number[] = [];
  const asked = {
    ...context,
    onProgress: (share: number) => shares.push(share),
    inTurn: <T>(work: () => Promise<T>) => work(),
    open: async () => source,
  };
  const found = await embeddingMap({ neighbours: 15, seed: 1 }, COUNT, asked);
  expect([...found.rows]).toEqual(ids.map((_, place) => place));
  expect(found).toMatchObject({ width: source.network.model.features, neighbours: COUNT - 1 });
  expect(found.x).toHaveLength(COUNT);
  expect(found.nearest).toHaveLength(COUNT * (COUNT - 2));
  expect([...found.nearest.subarray(0, COUNT - 2)]).not.toContain(0);
  expect(shares).toEqual([...shares].sort((a, b) => a - b));
  await expect(embeddingMap({ neighbours: 15, seed: 1 }, 3, asked)).rejects.toMatchObject({
    problem: { code: 'map/too-few', received: '3' },
  });
});

it('says when images are gone', async () => {
  const source = { ...(await sourceOf(smallCnnSpec({}, 2), [])), samples: [...ids.slice(1), 'lost'] };
  const going = penultimateVectors(source, Int32Array.of(0, 11), context);
  await expect(going).rejects.toMatchObject({ problem: { code: 'map/vanished' } });
});
