import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { zipSync } from 'fflate';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BackendInfo } from '../../../src/engine/events';
import { importFolder, importZip } from '../../../src/engine/platform/node-import';
import type { StoredDataset } from '../../../src/engine/platform/platform';
import type { GraphDocument, Json } from '../../../src/graph/document';
import { graph } from '../../plan/graphs';
import { compileForTest, runDocument, startTestBackend } from './world';

/** What people really bring: each gets a clear message on the node that has it, and nothing else breaks. */

type Files = Readonly<Record<string, Uint8Array>>;

const root = mkdtempSync(join(tmpdir(), 'graft-bad-input-'));
afterAll(() => rmSync(root, { recursive: true }));

let backend: BackendInfo;
let good: Files;

const square = async (side: number, background: string): Promise<Uint8Array> => {
  const image = sharp({ create: { width: side, height: side, channels: 3, background } });
  return new Uint8Array(await image.png({ compressionLevel: 1 }).toBuffer());
};

beforeAll(async () => {
  backend = await startTestBackend('wasm');
  const files: Record<string, Uint8Array> = {};
  for (let number = 0; number < 6; number++) {
    files[`cat/${number}.png`] = await square(12, `rgb(220, ${number}, 40)`);
    files[`dog/${number}.png`] = await square(12, `rgb(20, ${number}, 240)`);
  }
  good = files;
});

async function fromZip(files: Files): Promise<StoredDataset> {
  const path = join(root, 'pets.zip');
  writeFileSync(path, zipSync({ ...files }));
  const imported = await importZip(path);
  if (!imported.ok) throw new Error(JSON.stringify(imported.problems));
  return imported.value;
}

function pets(dataset: StoredDataset, params: Record<string, Json> = {}): GraphDocument {
  const files = { id: dataset.index.id, name: dataset.index.name };
  return graph(
    {
      photos: { kind: 'dataset', params: { source: 'files', files, ...params } },
      split: { kind: 'split' },
      cnn: { kind: 'small-cnn', params: { inputSize: 16, blocks: 1, filters: 4 } },
      head: { kind: 'head' },
      train: { kind: 'train', params: { epochs: 2, batchSize: 8 } },
      evaluate: { kind: 'evaluate' },
    },
    [
      'photos.data -> split.data',
      'split.data -> train.data',
      'split.data -> evaluate.data',
      'cnn.model -> head.model',
      'head.model -> train.model',
      'train.trained -> evaluate.trained',
    ],
  );
}

const problemsOf = (dataset: StoredDataset, params?: Record<string, Json>) =>
  compileForTest(pets(dataset, params), [dataset]).problems;

/** Runs to the end without a leak; gives what the run warned of, and the samples measured. */
async function survives(dataset: StoredDataset) {
  const before = tf.memory().numTensors;
  const run = await runDocument(pets(dataset), { backend, datasets: [dataset] });
  expect(run.status).toBe('done');
  expect(tf.memory().numTensors).toBe(before);
  const problems = run.events.flatMap((event) => (event.type === 'step-finished' ? event.problems : []));
  return { problems, fit: run.result('train', 'fit').fit, report: run.result('evaluate', 'evaluate').report };
}

describe('images that are odd', () => {
  it('takes an image of 1×1 and one of 8000×8000 as they are', async () => {
    const dataset = await fromZip({
      ...good,
      'cat/dot.png': await square(1, '#dc0028'),
      'dog/wall.png': await square(8000, '#1400f0'),
    });
    const { problems, fit, report } = await survives(dataset);
    expect(problems).toEqual([]);
    expect(fit.trainSamples + fit.valSamples + report.samples).toBe(14);
  });

  it('leaves out text that was renamed to .jpg, and the dataset node says so', async () => {
    const dataset = await fromZip({
      ...good,
      'cat/diary.jpg': new TextEncoder().encode('Dear diary, today'),
    });
    expect(problemsOf(dataset)).toMatchObject([
      { code: 'dataset/skipped-files', severity: 'warning', nodeId: 'photos' },
    ]);
    expect(dataset.index.skipped).toEqual([
      { file: 'cat/diary.jpg', reason: 'is not an image: starts with “Dear diary, today”' },
    ]);
    const { fit, report } = await survives(dataset);
    expect(fit.trainSamples + fit.valSamples + report.samples).toBe(12);
  });
});

describe('classes that cannot be learned', () => {
  it('says which class folder is empty, and trains on the others', async () => {
    const folder = join(root, 'with-empty');
    mkdirSync(join(folder, 'unicorn'), { recursive: true });
    for (const [path, bytes] of Object.entries(good)) {
      mkdirSync(join(folder, path, '..'), { recursive: true });
      writeFileSync(join(folder, path), bytes);
    }
    const imported = await importFolder(folder);
    if (!imported.ok) throw new Error('The folder could not be read.');
    expect(imported.value.index.skipped).toEqual([
      { file: 'unicorn', reason: 'class folder "unicorn" has no image' },
    ]);
    expect(problemsOf(imported.value)).toMatchObject([
      { code: 'dataset/skipped-files', nodeId: 'photos', param: 'files' },
    ]);
    expect((await survives(imported.value)).fit.classes).toEqual(['cat', 'dog']);
  });

  it('does not start with one class, and says what is missing', async () => {
    const cats = Object.fromEntries(Object.entries(good).filter(([path]) => path.startsWith('cat/')));
    const plan = compileForTest(pets(await fromZip(cats)), [await fromZip(cats)]);
    expect(plan.blocking).toMatchObject([
      {
        code: 'dataset/one-class',
        severity: 'error',
        nodeId: 'photos',
        received: 'only "cat"',
        hint: expect.stringContaining('second class'),
      },
    ]);
  });

  it('does not start with a class that the filters emptied', async () => {
    const plan = compileForTest(pets(await fromZip(good), { classes: ['cat'] }), [await fromZip(good)]);
    expect(plan.blocking).toMatchObject([{ code: 'dataset/one-class', nodeId: 'photos', param: 'classes' }]);
  });

  it('warns when a class is too small for every part', async () => {
    const dataset = await fromZip({ ...good, 'yak/only.png': good['cat/0.png'] ?? new Uint8Array() });
    const { problems, fit } = await survives(dataset);
    expect(fit.classes).toEqual(['cat', 'dog', 'yak']);
    const lost = problems.filter(({ code }) => code === 'split/class-lost');
    expect(lost).toMatchObject([
      { nodeId: 'split', param: 'val', message: 'The validation part has no sample of "yak".' },
      { nodeId: 'split', param: 'test', message: 'The test part has no sample of "yak".' },
    ]);
  });
});

describe('files that are gone', () => {
  it('a graph whose images are not here says so on its dataset, and nothing else complains', async () => {
    const { problems } = compileForTest(pets(await fromZip(good)));
    expect(problems).toMatchObject([
      { code: 'dataset/missing', nodeId: 'photos', message: 'The images "pets" are not on this machine.' },
    ]);
  });

  it('images that vanish between import and run fail the part that has none left', async () => {
    const dataset = await fromZip(good);
    const before = tf.memory().numTensors;
    const { status, events } = await runDocument(pets(dataset), {
      backend,
      datasets: [{ ...dataset, read: () => Promise.reject(new Error('The file is gone.')) }],
    });
    expect(status).toBe('failed');
    const failed = events.find((event) => event.type === 'step-failed');
    expect(failed?.problem).toMatchObject({
      severity: 'error',
      nodeId: 'train',
      message: 'None of the images of "pets" for the training part can be read.',
    });
    expect(tf.memory().numTensors).toBe(before);
  });
});
