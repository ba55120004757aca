import * as tf from '@tensorflow/tfjs';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Dataset } from '../../../src/engine/data/dataset';
import { selectSamples } from '../../../src/engine/data/select';
import type { WeightMap } from '../../../src/engine/networks/network';
import { openBody } from '../../../src/engine/networks/open-body';
import { readWeights } from '../../../src/engine/networks/weights';
import { Cancelled } from '../../../src/engine/run/failure';
import { memoryCheckpoints } from '../../../src/engine/run/memory-checkpoints';
import type { StepContext } from '../../../src/engine/steps/output';
import { executeReEstimate } from '../../../src/engine/steps/re-estimate';
import { epochOrder } from '../../../src/engine/training/order';
import type { ModelSpec } from '../../../src/plan/plan';
import { everything } from '../data/sample-dataset';
import { smallCnnSpec } from '../networks/specs';
import { colourSquares, startTestBackend, testPlatform } from '../run/world';

const SIDE = 16;
const FILTERS = 2;
const COUNT = 12;
/** Two blocks of one convolution, batch norm and 2×2 pooling each. */
const MODEL = smallCnnSpec({ convsPerBlock: 1, filters: FILTERS, inputSize: SIDE });

let dataset: Dataset;
beforeAll(async () => {
  await startTestBackend('wasm');
  dataset = selectSamples(await colourSquares(COUNT / 3, SIDE), everything).dataset;
});

const context = (changes: Partial<StepContext> = {}): StepContext => ({
  platform: testPlatform(),
  backend: { name: 'wasm' },
  signal: new AbortController().signal,
  pause: new AbortController().signal,
  checkpoints: memoryCheckpoints()(''),
  emit: () => {},
  ...changes,
});

async function reEstimated(batch: number, data = dataset, origin?: WeightMap) {
  const { output, result, problems } = await executeReEstimate(
    { body: MODEL, batch },
    {
      data: { op: 'data', dataset: data },
      ...(origin && { origin: { op: 're-estimate', weights: origin } }),
    },
    context(),
  );
  if (output.op !== 're-estimate' || result.op !== 're-estimate') throw new Error('No statistics.');
  return { weights: output.weights, statistics: result.statistics, problems };
}

/** [row][column][channel] in float64. */
type ImageMap = number[][][];

async function decoded(): Promise<ImageMap[]> {
  const pictures = await Promise.all(
    dataset.samples.map(async ({ entry }) =>
      sharp(await dataset.stored.read(entry))
        .removeAlpha()
        .raw()
        .toBuffer(),
    ),
  );
  return pictures.map((bytes) =>
    grid(SIDE, SIDE, 3, (y, x, c) => (bytes[(y * SIDE + x) * 3 + c] ?? 0) / 127.5 - 1),
  );
}

const grid = (
  rows: number,
  columns: number,
  channels: number,
  value: (y: number, x: number, c: number) => number,
): ImageMap =>
  Array.from({ length: rows }, (_, y) =>
    Array.from({ length: columns }, (_, x) => Array.from({ length: channels }, (_, c) => value(y, x, c))),
  );

const at = (map: ImageMap, y: number, x: number, c: number): number => map[y]?.[x]?.[c] ?? 0;

/** 3×3 with zeros around, by the definition. */
function convolved(map: ImageMap, { shape, data }: NonNullable<WeightMap[string]>): ImageMap {
  const [, , inputs = 0, outputs = 0] = shape;
  return grid(map.length, map.length, outputs, (y, x, out) => {
    let sum = 0;
    for (let dy = 0; dy < 3; dy++)
      for (let dx = 0; dx < 3; dx++)
        for (let c = 0; c < inputs; c++)
          sum +=
            at(map, y + dy - 1, x + dx - 1, c) * (data[((dy * 3 + dx) * inputs + c) * outputs + out] ?? 0);
    return sum;
  });
}

function momentsOf(maps: readonly ImageMap[], channel: number) {
  const values = maps.flatMap((map) => map.flatMap((row) => row.map((pixel) => pixel[channel] ?? 0)));
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return { mean, variance: values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length };
}

/** By the batch's own moments; then ReLU and 2×2 pooling. */
function adapted(maps: readonly ImageMap[]): ImageMap[] {
  const channels = maps[0]?.[0]?.[0]?.length ?? 0;
  const moments = Array.from({ length: channels }, (_, channel) => momentsOf(maps, channel));
  return maps.map((map) => {
    const normed = (y: number, x: number, c: number) => {
      const { mean = 0, variance = 0 } = moments[c] ?? {};
      return Math.max(0, (at(map, y, x, c) - mean) / Math.sqrt(variance + 1e-3));
    };
    return grid(map.length / 2, map.length / 2, channels, (y, x, c) =>
      Math.max(...[0, 1].flatMap((dy) => [0, 1].map((dx) => normed(2 * y + dy, 2 * x + dx, c)))),
    );
  });
}

/** Mean and variance, layer by layer, of all that reached the norm in whatever batch. */
async function byHand(batches: readonly (readonly ImageMap[])[]) {
  const body = await openBody(MODEL, testPlatform());
  const weights = await readWeights(body.parameters(0, 2));
  body.dispose();
  let reached = batches;
  const found: Record<string, number[]> = {};
  for (const block of ['block_1', 'block_2']) {
    const kernel = weights[`${block}_conv_1/kernel`];
    if (!kernel) throw new Error('There is no kernel.');
    const maps = reached.map((batch) => batch.map((map) => convolved(map, kernel)));
    const channels = Array.from({ length: kernel.shape[3] ?? 0 }, (_, c) => momentsOf(maps.flat(), c));
    found[`${block}_norm_1/moving_mean`] = channels.map(({ mean }) => mean);
    found[`${block}_norm_1/moving_variance`] = channels.map(({ variance }) => variance);
    reached = maps.map(adapted);
  }
  return found;
}

function expectNear(weights: WeightMap, expected: Readonly<Record<string, readonly number[]>>): void {
  expect(Object.keys(weights).sort()).toEqual(Object.keys(expected).sort());
  for (const [name, values] of Object.entries(expected)) {
    values.forEach((value, channel) => {
      expect(Math.abs((weights[name]?.data[channel] ?? Number.NaN) - value), name).toBeLessThan(1e-4);
    });
  }
}

describe('statistics that are estimated anew', () => {
  it('in one batch are those of a computation by hand, layer by layer', async () => {
    const { weights, statistics } = await reEstimated(32);
    expectNear(weights, await byHand([await decoded()]));
    expect(statistics).toMatchObject({ samples: COUNT, norms: 2 });
    // As it was built, a norm stores mean 0 and variance 1. Of four channels the middle one is the median.
    const means = Object.entries(weights).filter(([name]) => name.endsWith('moving_mean'));
    const shifts = means.flatMap(([name, { data }]) =>
      [...data].map((mean, channel) => {
        const variance = weights[name.replace('mean', 'variance')]?.data[channel] ?? 0;
        const before = Math.sqrt(1 + 1e-3);
        return Math.hypot(mean, Math.sqrt(variance + 1e-3) - before) / before;
      }),
    );
    expect(statistics.shift).toBeCloseTo(shifts.sort((a, b) => a - b)[shifts.length >> 1] ?? 0, 6);
  });

  it('in several batches are those of all images, as each batch let them through', async () => {
    const images = await decoded();
    const order = [...epochOrder(COUNT, 0, 1)];
    const batches = [0, 4, 8].map((from) =>
      order.slice(from, from + 4).map((position) => images[position] ?? []),
    );
    const { weights } = await reEstimated(4);
    expectNear(weights, await byHand(batches));
    // What reaches the first norm depends on no other: its statistics are exact, whatever the batches.
    const whole = await byHand([images]);
    const first = Object.keys(whole).filter((name) => name.startsWith('block_1'));
    expectNear(
      Object.fromEntries(Object.entries(weights).filter(([name]) => first.includes(name))),
      Object.fromEntries(Object.entries(whole).filter(([name]) => first.includes(name))),
    );
  });

  it('leave no batch of a few: thirteen images of at most four are four batches', async () => {
    const sizes: number[] = [];
    const stored = await colourSquares(5, SIDE);
    const thirteen = selectSamples(stored, everything).dataset;
    await executeReEstimate(
      { body: MODEL, batch: 4 },
      { data: { op: 'data', dataset: { ...thirteen, samples: thirteen.samples.slice(0, 13) } } },
      context({
        platform: { ...testPlatform(), now: () => sizes.length * 1e4 },
        emit: (event) => event.type === 'step-progress' && sizes.push(event.done),
      }),
    );
    expect(sizes).toEqual([3, 7, 10, 13]);
  });

  it('do not look at labels', async () => {
    const mislabelled = { ...dataset, samples: dataset.samples.map((sample) => ({ ...sample, class: 0 })) };
    expect((await reEstimated(4, mislabelled)).weights).toEqual((await reEstimated(4)).weights);
  });

  it('are of the training part alone', async () => {
    const samples = dataset.samples.map((sample, index) =>
      index % 2 === 0 ? sample : { ...sample, part: 'test' as const },
    );
    const half = { ...dataset, samples: dataset.samples.filter((_, index) => index % 2 === 0) };
    const { weights, statistics } = await reEstimated(32, { ...dataset, samples });
    expect(statistics.samples).toBe(COUNT / 2);
    expect(weights).toEqual((await reEstimated(32, half)).weights);
  });

  it('come on top of the weights that the body starts with', async () => {
    const kernel = {
      shape: [3, 3, 3, FILTERS],
      data: Float32Array.from({ length: 27 * FILTERS }, (_, place) => Math.sin(place)),
    };
    const inherited = { 'block_1_conv_1/kernel': kernel };
    const { weights } = await reEstimated(32, dataset, inherited);
    expect(weights['block_1_conv_1/kernel']).toEqual(kernel);
    const [map] = (await decoded()).map((image) => convolved(image, kernel));
    expect(map).toBeDefined();
    const maps = (await decoded()).map((image) => convolved(image, kernel));
    const { mean } = momentsOf(maps, 0);
    expect(weights['block_1_norm_1/moving_mean']?.data[0]).toBeCloseTo(mean, 4);
  });

  it('leave out what cannot be read, and say so', async () => {
    const [broken] = dataset.samples;
    const stored = {
      ...dataset.stored,
      read: async (entry: Parameters<typeof dataset.stored.read>[0]) =>
        entry.id === broken?.entry.id ? new Uint8Array(8) : dataset.stored.read(entry),
    };
    const { statistics, problems } = await reEstimated(32, { ...dataset, stored });
    expect(statistics.samples).toBe(COUNT - 1);
    expect(problems).toHaveLength(1);
  });

  it('keep no tensor, whether they come to an end or are cancelled', async () => {
    const { numTensors } = tf.memory();
    await reEstimated(4);
    expect(tf.memory().numTensors).toBe(numTensors);
    const controller = new AbortController();
    const cancelled = executeReEstimate(
      { body: MODEL as ModelSpec, batch: 4 },
      { data: { op: 'data', dataset } },
      context({ signal: controller.signal, emit: () => controller.abort() }),
    );
    await expect(cancelled).rejects.toBeInstanceOf(Cancelled);
    expect(tf.memory().numTensors).toBe(numTensors);
  });
});
