import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { calibrate } from '../../../src/engine/calibrate/calibrate';
import { measureImages } from '../../../src/engine/calibrate/image-cost';
import { fastest, rateOf } from '../../../src/engine/calibrate/stopwatch';
import { nodePlatform } from '../../../src/engine/platform/node';
import type { Platform, StoredDataset } from '../../../src/engine/platform/platform';
import type { ImageWork } from '../../../src/plan/estimate-work';
import { start } from '../backend/start';
import { classesOfSizes, everything, storedDataset } from '../data/sample-dataset';

const platform = nodePlatform({ publicDir: 'public', datasets: new Map() });

const ROTATED = {
  flipHorizontal: false,
  flipVertical: false,
  rotate: 20,
  translate: 0,
  zoom: 0,
  brightness: 0,
  contrast: 0,
  hue: 0,
  saturation: 0,
  cutout: 0,
  noise: 0,
  mixup: 0,
  cutmix: 0,
};

/** A clock that moves only when work is done. */
function fakeClock() {
  let time = 0;
  return {
    now: () => time,
    spend: (ms: number) => {
      time += ms;
    },
  };
}

describe('the stopwatch', () => {
  it('takes the fastest repetition, without the first run', async () => {
    const clock = fakeClock();
    const durations = [1, 9, 4, 7, 5];
    const work = async () => clock.spend(durations.shift() ?? 100);
    expect(await fastest(work, clock.now, 24)).toBe(4);
    expect(durations).toEqual([]);
  });

  it.each([
    { flopsPerMs: 1e3, expected: 0 },
    { flopsPerMs: 1e6, expected: 2 },
    { flopsPerMs: 1e9, expected: 3 },
  ])(
    'grows the exercise until it is long enough, and finds $flopsPerMs FLOP a ms',
    async ({ flopsPerMs, expected }) => {
      const clock = fakeClock();
      const opened: number[] = [];
      let open = 0;
      const exercises = [1e5, 1e6, 1e7, 1e8].map((flops, place) => ({
        flops,
        async open() {
          opened.push(place);
          open++;
          return { run: async () => clock.spend(flops / flopsPerMs), dispose: () => void open-- };
        },
      }));
      expect(await rateOf(exercises, clock.now)).toBeCloseTo(1000 * flopsPerMs);
      expect(opened.at(-1)).toBe(expected);
      expect(open).toBe(0);
    },
  );
});

describe('calibration', () => {
  it.each(['wasm', 'cpu'] as const)('measures %s and leaves no tensor behind', async (backend) => {
    await start(backend);
    await calibrate(platform);
    const before = tf.memory().numTensors;
    const speed = await calibrate(platform);
    expect(tf.memory().numTensors).toBe(before);
    for (const value of Object.values(speed)) {
      expect(value).toBeGreaterThan(0);
      expect(value).toBeLessThan(1e15);
    }
  });

  it('tells WASM from plain JavaScript', async () => {
    await start('cpu');
    const cpu = await calibrate(platform);
    await start('wasm');
    const wasm = await calibrate(platform);
    expect(wasm.inference).toBeGreaterThan(2 * cpu.inference);
    expect(wasm.training).toBeGreaterThan(2 * cpu.training);
  });
});

describe('image cost', () => {
  const reading: ImageWork = {
    key: 'read',
    side: 32,
    channels: 1,
    load: { ...everything, dataset: 'digits' },
  };
  const varying: ImageWork = {
    ...reading,
    key: 'vary',
    augment: { transforms: ROTATED, views: 2, seed: 1 },
  };

  async function digits(): Promise<StoredDataset> {
    const stored = await platform.dataset('digits');
    if (!stored) throw new Error('The shipped digits are missing.');
    return stored;
  }

  /** Decodes as ever, and takes 3 ms of a clock of its own for it. */
  function slowDecoder() {
    const clock = fakeClock();
    let decoded = 0;
    const slow: Platform = {
      ...platform,
      now: clock.now,
      decode(bytes) {
        clock.spend(3);
        decoded++;
        return platform.decode(bytes);
      },
    };
    return { slow, decoded: () => decoded };
  }

  it('is what decoding an image takes', async () => {
    const { slow, decoded } = slowDecoder();
    expect(await measureImages(reading, await digits(), slow)).toBeCloseTo(3);
    expect(decoded()).toBeLessThanOrEqual(16);
  });

  it('of varied images leaves the decoding out', async () => {
    const { slow } = slowDecoder();
    expect(await measureImages(varying, await digits(), slow)).toBe(0);
    expect(await measureImages(varying, await digits(), platform)).toBeGreaterThan(0);
  });

  it('is unknown when nothing can be read', async () => {
    const stored = storedDataset(['a', 'b'], classesOfSizes([3, 3]), () => Uint8Array.of(1, 2, 3));
    expect(await measureImages(reading, stored, platform)).toBeUndefined();
    expect(await measureImages(varying, stored, platform)).toBeUndefined();
    expect(await measureImages(reading, storedDataset([], []), platform)).toBeUndefined();
  });
});
