import * as tf from '@tensorflow/tfjs';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { registry } from '../../../nodes/registry';
import type { Dataset } from '../../../src/engine/data/dataset';
import { createRandom } from '../../../src/engine/data/random';
import { selectSamples } from '../../../src/engine/data/select';
import { Cancelled } from '../../../src/engine/run/failure';
import { memoryCheckpoints } from '../../../src/engine/run/memory-checkpoints';
import { executeCrossValidate } from '../../../src/engine/steps/cross-validate';
import type { StepContext } from '../../../src/engine/steps/output';
import { compile } from '../../../src/plan/compile';
import type { StepOf } from '../../../src/plan/plan';
import { graph } from '../../plan/graphs';
import { catalog } from '../../plan/sample-catalog';
import { everything, storedDataset } from '../data/sample-dataset';
import { colourSquares, startTestBackend, testPlatform } from '../run/world';

beforeAll(() => startTestBackend('wasm'));

/** What an Advisor asks for, of few epochs. */
function paramsFor(
  classes: readonly string[],
  epochs: number,
  folds = 4,
): StepOf<'cross-validate'>['params'] {
  const { steps } = compile(
    graph({ data: { kind: 'dataset' }, advisor: { kind: 'advisor' } }, ['data.data -> advisor.data']),
    { registry, catalog },
  );
  const step = steps.find((one): one is StepOf<'cross-validate'> => one.op === 'cross-validate');
  if (!step) throw new Error('Nothing is tried from scratch.');
  return { ...step.params, classes, options: { ...step.params.options, epochs, folds } };
}

const context = (changes: Partial<StepContext> = {}): StepContext => ({
  platform: testPlatform(),
  backend: { name: 'wasm' },
  signal: new AbortController().signal,
  pause: new AbortController().signal,
  checkpoints: memoryCheckpoints()(''),
  emit: () => {},
  ...changes,
});

async function crossValidate(
  dataset: Dataset,
  epochs: number,
  folds?: number,
  changes?: Partial<StepContext>,
) {
  const { output, result } = await executeCrossValidate(
    paramsFor(dataset.classes, epochs, folds),
    { data: { op: 'data', dataset } },
    context(changes),
  );
  if (output.op !== 'cross-validate' || result.op !== 'cross-validate') throw new Error('No answers.');
  return { positions: output.samples, answers: output.answers, ...result.crossValidation };
}

/** Pairs of equal noise, each pair of a class that its picture tells nothing of. */
async function noisePairs(pairs: number, sources: boolean): Promise<Dataset> {
  const random = createRandom(3);
  const pictures = await Promise.all(
    Array.from({ length: pairs }, () => {
      const rgb = Uint8Array.from({ length: 8 * 8 * 3 }, () => random.integer(256));
      return sharp(rgb, { raw: { width: 8, height: 8, channels: 3 } })
        .png()
        .toBuffer();
    }),
  );
  const labels = pictures.map(() => random.integer(2));
  const described = pictures.flatMap((_, pair) =>
    [0, 1].map(() => ({ class: labels[pair] ?? 0, ...(sources && { source: String(pair) }) })),
  );
  const stored = storedDataset(
    ['heads', 'tails'],
    described,
    ({ id }) => new Uint8Array(pictures[Number(/(\d+)\.png$/.exec(id)?.[1]) >> 1] ?? []),
  );
  return selectSamples(stored, everything).dataset;
}

describe('a network that is trained without a part of the images and asked about it', () => {
  it('answers each training image once, and learns what can be learned', async () => {
    const { dataset } = selectSamples(await colourSquares(12), everything);
    const samples = dataset.samples.map((sample, index) =>
      index % 4 === 3 ? { ...sample, part: 'test' as const } : sample,
    );
    const found = await crossValidate({ ...dataset, samples }, 12);
    const train = samples.flatMap(({ part }, position) => (part === 'train' ? [position] : []));
    expect([...found.positions]).toEqual(train);
    expect(found).toMatchObject({ folds: 4 });
    const answers = train.map((_, row) => [...found.answers.subarray(row * 3, (row + 1) * 3)]);
    for (const own of answers) expect(own.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 5);
    const right = answers.filter(
      (own, row) => own.indexOf(Math.max(...own)) === samples[train[row] ?? -1]?.class,
    );
    expect(found.accuracy).toBeCloseTo(right.length / train.length, 12);
    expect(found.accuracy).toBeGreaterThan(0.8);
  });

  it('never learned from a near-duplicate of what it is asked about', async () => {
    // Where sources are not known, the twin of each picture gives its class away.
    const given = await crossValidate(await noisePairs(16, false), 20, 3);
    const kept = await crossValidate(await noisePairs(16, true), 20, 3);
    expect(given.accuracy).toBeGreaterThan(0.75);
    expect(kept.accuracy).toBeLessThan(0.7);
  });

  it('is divided into no more parts than there are sources', async () => {
    expect(await crossValidate(await noisePairs(3, true), 1)).toMatchObject({ folds: 3 });
  });

  it('gives one result for one seed, tells how far it is, and keeps no tensor', async () => {
    const { numTensors } = tf.memory();
    const dataset = await noisePairs(6, true);
    const done: number[] = [];
    const first = await crossValidate(dataset, 2, 3, {
      emit: (event) => event.type === 'step-progress' && done.push(event.done / event.total),
    });
    expect(await crossValidate(dataset, 2, 3)).toEqual(first);
    expect(done.at(-1)).toBe(1);
    expect(tf.memory().numTensors).toBe(numTensors);
  });

  it('ends when it is cancelled, and frees its memory', async () => {
    const { numTensors } = tf.memory();
    const controller = new AbortController();
    const running = crossValidate(await noisePairs(6, true), 50, 3, {
      signal: controller.signal,
      emit: () => controller.abort(),
    });
    await expect(running).rejects.toBeInstanceOf(Cancelled);
    expect(tf.memory().numTensors).toBe(numTensors);
  });
});
