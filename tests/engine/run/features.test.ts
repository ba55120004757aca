import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { diskFiles } from '../../../src/engine/platform/disk-files';
import { openFeatureSink } from '../../../src/engine/steps/feature-sink';
import type { Features } from '../../../src/engine/steps/features';
import type { Executed, StepResults } from '../../../src/engine/steps/output';
import { restoreExecuted } from '../../../src/engine/steps/stored-results';
import { type ContentStore, createContentStore } from '../../../src/engine/store/content-store';
import { memoryFiles } from '../store/memory-files';

const folder = mkdtempSync(join(tmpdir(), 'graft-features-'));
afterAll(() => rmSync(folder, { recursive: true }));

const WIDTH = 2048;
const LARGE = 2500;
const CLASSES = 2;
const VIEWS = 2;

const of = (content: ContentStore): StepResults => ({
  write: (kind, label, bytes) => content.write('wasm:key', kind, label, bytes),
  open: () => content.open('wasm:key'),
});

/** Puts so many samples through, each value telling its row and place. */
async function fill(samples: number, results: StepResults | undefined): Promise<Features> {
  const sink = openFeatureSink(samples * VIEWS, CLASSES, 'Features', results);
  const atOnce = 64;
  for (let row = 0; row < samples * VIEWS; row += atOnce) {
    const count = Math.min(atOnce, samples * VIEWS - row);
    const data = Float32Array.from({ length: count * WIDTH }, (_, at) => row * WIDTH + at);
    const targets = Float32Array.from({ length: count * CLASSES }, (_, at) => -(row * CLASSES + at));
    await sink.add([WIDTH], data, targets);
  }
  const numbers = Int32Array.from({ length: samples }, (_, index) => index * 3);
  const result = { op: 'embed', embed: { rate: 5 } } as unknown as Executed['result'];
  return sink.finish(numbers, VIEWS, { result, problems: [] });
}

async function expectRows(features: Features, numbers: readonly number[]): Promise<void> {
  const { data, targets } = await features.rows(Int32Array.from(numbers));
  expect(data.length).toBe(numbers.length * WIDTH);
  for (const [at, row] of numbers.entries()) {
    expect(data[at * WIDTH]).toBe(Math.fround(row * WIDTH));
    expect(data[(at + 1) * WIDTH - 1]).toBe(Math.fround((row + 1) * WIDTH - 1));
    expect(targets.slice(at * CLASSES, (at + 1) * CLASSES)).toEqual(
      Float32Array.of(-row * CLASSES, -row * CLASSES - 1),
    );
  }
}

const SHUFFLED = [7, 3, 4, 5, 199, 0, 0, 1];

describe('features', () => {
  it('small ones are in memory and in the store', async () => {
    const content = createContentStore(memoryFiles());
    const made = await fill(100, of(content));
    expect(made.memoryBytes).toBe(4 * 100 * VIEWS * (WIDTH + CLASSES));
    await expectRows(made, SHUFFLED);
    const stored = await restored(content);
    expect(stored.output).toMatchObject({ op: 'embed', features: { views: VIEWS, classes: CLASSES } });
    if (stored.output.op !== 'embed') throw new Error('No features.');
    await expectRows(stored.output.features, SHUFFLED);
    expect(stored.output.features.samples).toEqual(made.samples);
    expect(stored.result).toMatchObject({ embed: { rate: 5 } });
  });

  it('large ones are read from their file, in any order', async () => {
    const content = createContentStore(diskFiles(folder));
    const made = await fill(LARGE, of(content));
    expect(made.memoryBytes).toBe(0);
    await expectRows(made, [...SHUFFLED, 2 * LARGE - 1]);
    const stored = await restored(createContentStore(diskFiles(folder)));
    if (stored.output.op !== 'embed') throw new Error('No features.');
    expect(stored.output.features.memoryBytes).toBe(0);
    await expectRows(stored.output.features, [...SHUFFLED, 2 * LARGE - 1]);
    await content.clear();
    await expect(made.rows(Int32Array.of(1))).rejects.toMatchObject({ problem: { code: 'store/removed' } });
  });

  it('large ones go on in memory when the store turns out to be full half-way', async () => {
    const files = memoryFiles({ capacity: 10 * 2 ** 20, hidesCapacity: true });
    const made = await fill(LARGE, of(createContentStore(files)));
    expect(made.memoryBytes).toBe(4 * LARGE * VIEWS * (WIDTH + CLASSES));
    await expectRows(made, [...SHUFFLED, 640, 2 * LARGE - 1]);
    expect([...files.contents.keys()]).toEqual([]);
  });

  it('without a store they are in memory', async () => {
    await expectRows(await fill(100, undefined), SHUFFLED);
  });
});

async function restored(content: ContentStore): Promise<Executed> {
  const stored = await content.open('wasm:key');
  if (!stored) throw new Error('Nothing is stored.');
  return restoreExecuted(stored);
}
