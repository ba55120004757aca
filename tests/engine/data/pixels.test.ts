import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { mapInOrder } from '../../../src/engine/data/concurrency';
import { drawExamples } from '../../../src/engine/data/examples';
import { createPixelSource } from '../../../src/engine/data/pixels';
import { previewAugmentation } from '../../../src/engine/data/preview';
import { selectSamples } from '../../../src/engine/data/select';
import { decodeOnNode } from '../../../src/engine/platform/node-decode';
import { Cancelled } from '../../../src/engine/run/failure';
import type { AugmentTransforms } from '../../../src/plan/expressions';
import { everything as load, storedDataset } from './sample-dataset';

const colours = ['#ff0000', '#00ff00', '#0000ff', '#ffffff'];
const pictures = await Promise.all(
  colours.map((background) =>
    sharp({ create: { width: 12, height: 7, channels: 3, background } })
      .png()
      .toBuffer(),
  ),
);
const text = new TextEncoder().encode('This is a text file that someone renamed.');
const never = new AbortController().signal;
const mixing: AugmentTransforms = {
  flipHorizontal: false,
  flipVertical: false,
  rotate: 0,
  translate: 0,
  zoom: 0,
  brightness: 0,
  contrast: 0,
  hue: 0,
  saturation: 0,
  cutout: 0,
  noise: 0,
  mixup: 1,
  cutmix: 0,
};

/** Samples 0…n−1 in turn red, green, blue, white; those in `broken` are text. Counts what is decoded. */
function counting(count: number, broken: readonly number[] = []) {
  const position = new Map<string, number>();
  const stored = storedDataset(
    ['warm', 'cold'],
    Array.from({ length: count }, (_, i) => ({ class: i % 2 })),
    (entry) => {
      const i = position.get(entry.id) ?? 0;
      return broken.includes(i) ? text : (pictures[i % 4] ?? text);
    },
  );
  stored.index.samples.forEach((entry, i) => {
    position.set(entry.id, i);
  });
  let decodes = 0;
  let atWork = 0;
  let most = 0;
  const platform = {
    decode: async (bytes: Uint8Array) => {
      decodes++;
      most = Math.max(most, ++atWork);
      try {
        return await decodeOnNode(bytes);
      } finally {
        atWork--;
      }
    },
    breathe: async () => {},
  };
  const { dataset } = selectSamples(stored, load);
  return { stored, dataset, platform, decodes: () => decodes, most: () => most };
}

describe('createPixelSource', () => {
  it('gives squares in the order asked for, few at a time, each decoded once', async () => {
    const { dataset, platform, decodes, most } = counting(30);
    const source = createPixelSource({ dataset, side: 4, channels: 3, platform, concurrency: 3 });
    const order = [5, 2, 2, 29, 0];
    const { samples, pixels } = await source.batch(order);
    expect(samples).toEqual(order);
    const first = (row: number) => [...pixels.subarray(row * 48, row * 48 + 3)];
    expect(order.map((_, row) => first(row))).toEqual([
      [0, 255, 0],
      [0, 0, 255],
      [0, 0, 255],
      [0, 255, 0],
      [255, 0, 0],
    ]);
    await source.batch(dataset.samples.map((_, i) => i));
    expect(decodes()).toBe(30);
    expect(most()).toBeLessThanOrEqual(3);
  });

  it('gives grey when one channel is asked for', async () => {
    const { dataset, platform } = counting(4);
    const source = createPixelSource({ dataset, side: 2, channels: 1, platform });
    const { pixels } = await source.batch([0, 1, 2, 3]);
    expect([...pixels]).toEqual([76, 150, 29, 255].flatMap((luma) => [luma, luma, luma, luma]));
  });

  it('keeps no more than its budget', async () => {
    const { dataset, platform, decodes } = counting(20);
    const budgetBytes = 8 * 4 * 4 * 3;
    const source = createPixelSource({ dataset, side: 4, channels: 3, platform, budgetBytes });
    const everything = dataset.samples.map((_, i) => i);
    await source.batch(everything);
    await source.batch(everything);
    expect(decodes()).toBe(20 + 12);
  });

  it('leaves out what cannot be read and names the file, once', async () => {
    const { dataset, platform, decodes } = counting(6, [1, 4]);
    const source = createPixelSource({ dataset, side: 2, channels: 3, platform });
    expect(source.problems()).toEqual([]);
    const { samples, pixels } = await source.batch([0, 1, 2, 4]);
    expect(samples).toEqual([0, 2]);
    expect(pixels).toHaveLength(2 * 12);
    await expect(source.get(1)).rejects.toThrow('not an image');
    const readable = await source.verify([0, 1, 2, 3, 4, 5], { signal: never });
    expect(readable).toEqual([0, 2, 3, 5]);
    expect(decodes()).toBe(6);
    const [problem, ...others] = source.problems();
    expect(others).toEqual([]);
    expect(problem).toMatchObject({ code: 'data/unreadable', severity: 'warning' });
    expect(problem?.message).toMatch(/^2 images could not be read .*"cold\/1.png" \(.*"warm\/4.png" \(/);
  });

  it('stops verifying when cancelled', async () => {
    const { dataset, platform, decodes } = counting(200);
    const source = createPixelSource({ dataset, side: 2, channels: 3, platform });
    const controller = new AbortController();
    const verifying = source.verify(
      dataset.samples.map((_, i) => i),
      { signal: controller.signal, onProgress: () => controller.abort() },
    );
    await expect(verifying).rejects.toBeInstanceOf(Cancelled);
    expect(decodes()).toBeLessThan(200);
  });
});

describe('drawExamples', () => {
  it('gives originals with hard labels without augmentation', async () => {
    const { dataset, platform } = counting(4, [2]);
    const source = createPixelSource({ dataset, side: 2, channels: 3, platform });
    const draws = [0, 1, 2, 3].map((sample) => ({ sample, view: 1 }));
    const examples = await drawExamples(source, draws, []);
    expect(examples.draws.map((draw) => draw.sample)).toEqual([0, 1, 3]);
    expect([...examples.labels]).toEqual([1, 0, 0, 1, 0, 1]);
    expect(examples.pixels).toEqual((await source.batch([0, 1, 3])).pixels);
  });

  it('draws a view the same whatever it is drawn with, and mixes in readable partners only', async () => {
    const { dataset, platform } = counting(8, [3]);
    const augmented = { ...dataset, augment: { transforms: mixing, views: 3, seed: 5 } };
    const source = createPixelSource({ dataset: augmented, side: 2, channels: 3, platform });
    const partners = [0, 1, 2, 3];
    const draw = { sample: 4, view: 2 };
    const alone = await drawExamples(source, [draw], partners);
    const together = await drawExamples(
      source,
      [{ sample: 0, view: 1 }, draw, { sample: 7, view: 0 }],
      partners,
    );
    expect(together.pixels.subarray(12, 24)).toEqual(alone.pixels);
    expect(together.labels.subarray(2, 4)).toEqual(alone.labels);
    expect([...together.labels.subarray(4)]).toEqual([0, 1]);
    const many = Array.from({ length: 30 }, (_, view) => ({ sample: 0, view: view + 1 }));
    const { labels } = await drawExamples(source, many, [3, 1]);
    // Sample 1 is of the other class, so wherever it was mixed in, the label shows it.
    const mixed = many.filter((_, row) => (labels[row * 2 + 1] ?? 0) > 0);
    expect(mixed.length).toBeGreaterThan(20);
  });
});

describe('previewAugmentation', () => {
  it('shows the original first, as the dataset has it', async () => {
    const { stored, platform } = counting(8);
    const request = {
      stored,
      sample: 'warm/0.png',
      transforms: mixing,
      seed: 1,
      count: 4,
      size: 6,
      platform,
    };
    const shown = await previewAugmentation(request);
    expect(shown.map(({ width, height, rgb }) => [width, height, rgb.length])).toEqual(
      Array.from({ length: 4 }, () => [6, 6, 108]),
    );
    expect([...(shown[0]?.rgb.subarray(0, 3) ?? [])]).toEqual([255, 0, 0]);
    expect(await previewAugmentation(request)).toEqual(shown);
    await expect(previewAugmentation({ ...request, sample: 'gone.png' })).rejects.toThrow('gone.png');
  });
});

describe('mapInOrder', () => {
  it('keeps the order and throws the first error after all work ended', async () => {
    const doubled = await mapInOrder([3, 1, 2], 2, async (value) => {
      for (let i = 0; i < value; i++) await Promise.resolve();
      return value * 2;
    });
    expect(doubled).toEqual([6, 2, 4]);
    let ended = 0;
    const failing = mapInOrder([1, 2, 3, 4], 2, async (value) => {
      await Promise.resolve();
      ended++;
      if (value === 1) throw new Error('one');
    });
    await expect(failing).rejects.toThrow('one');
    expect(ended).toBeGreaterThanOrEqual(2);
  });
});
