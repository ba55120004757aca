import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bytesAccess } from '../../../src/engine/data/import/source';
import { exportModel } from '../../../src/engine/library/export/export-model';
import { GRAFT_KEY } from '../../../src/engine/library/export/graft-record';
import type { LibraryModel } from '../../../src/engine/library/library-model';
import { parseGraftRecord, restoreModel, tensorReader } from '../../../src/engine/library/restore-model';
import { trainedModel } from '../../../src/engine/library/trained-model';
import type { TrainingRecord } from '../../../src/engine/library/training-record';
import { readHeader } from '../../../src/engine/models/safetensors/read';
import { createHead } from '../../../src/engine/networks/head';
import { INFERENCE } from '../../../src/engine/networks/modes';
import type { TrainedNetwork } from '../../../src/engine/networks/network';
import { openBody } from '../../../src/engine/networks/open-body';
import { pool } from '../../../src/engine/networks/pooling';
import { preprocess } from '../../../src/engine/networks/preprocess';
import { readWeights } from '../../../src/engine/networks/weights';
import { nodePlatform } from '../../../src/engine/platform/node';
import { backboneBlocks } from '../../../src/plan/backbone-blocks';
import { describeModel, modelSpec } from '../../../src/plan/describe-model';
import type { HeadSpec, ModelSpec } from '../../../src/plan/plan';
import { catalogWith } from '../../../src/plan/shipped/catalog';
import { start } from '../backend/start';
import { difference, images } from '../networks/numbers';
import { backboneSpec, randomSpec, smallCnnSpec } from '../networks/specs';
import { openWithTfjs } from './open-with-tfjs';
import { sampleNetwork } from './sample-network';

const modelsDir = mkdtempSync(join(tmpdir(), 'graft-trained-'));
const platform = nodePlatform({ publicDir: 'public', modelsDir });
const library = platform.models;
beforeAll(() => start('wasm'));
afterAll(() => rmSync(modelsDir, { recursive: true }));

const CLASSES = ['cat', 'dog', 'hamster'];
const HEAD: HeadSpec = { hidden: [5], dropout: 0, batchNorm: true, l2: 0 };
const LINEAR: HeadSpec = { ...HEAD, hidden: [] };

const RECORD: TrainingRecord = {
  graph: 'Pets',
  savedAt: '2026-01-02T03:04:05Z',
  dataset: { id: 'pets@1', name: 'Pets', licence: 'CC0', classes: CLASSES, domains: [] },
  settings: {
    optimizer: 'adam',
    learningRate: 0.001,
    epochs: 2,
    batchSize: 8,
    seed: 7,
    frozenBlocks: 0,
    blocks: 2,
  },
  startedFrom: { kind: 'random', label: 'Small CNN', seed: 1 },
  measured: [{ part: 'test', dataset: 'Pets', samples: 40, accuracy: 0.875 }],
};

/** As training leaves it: every weight of the last block moved a little, and a head. */
async function moved(model: ModelSpec, headSpec: HeadSpec): Promise<TrainedNetwork> {
  const body = await openBody(model, platform);
  const parameters = body.parameters(model.blocks.length - 1, model.blocks.length);
  for (const { variable } of parameters) {
    tf.tidy(() => variable.assign(tf.add(tf.mul(variable, 1.25), 0.03)));
  }
  const head = createHead(headSpec, model.features, CLASSES.length, { seed: 3 });
  const weights = await readWeights([...parameters, ...head.parameters()]);
  body.dispose();
  head.dispose();
  return { model, head: headSpec, classes: CLASSES, weights };
}

const bodyOutput = async (
  model: Pick<ModelSpec, 'body' | 'blocks' | 'input'>,
  x: tf.Tensor,
  weights: TrainedNetwork['weights'] = {},
): Promise<tf.Tensor> => {
  const body = await openBody(model, platform, weights);
  const output = body.forward(x, 0, model.blocks.length, INFERENCE);
  body.dispose();
  return output;
};

/** A model of the library itself, cut behind its second stage. */
async function librarySpec(): Promise<ModelSpec> {
  const base = await sampleNetwork('resnet18', 32);
  await library?.put(base);
  const { id, weights } = base.info;
  const described = describeModel(
    { op: 'backbone', backbone: id, weights, cut: 'layer2.1', inputSize: 32, pooling: 'max' },
    catalogWith(new Map(), new Map([[id, base.info]])),
  );
  if (!described) throw new Error('The catalog does not know this model.');
  return modelSpec(described);
}

describe.each([
  ['Small CNN', async () => smallCnnSpec(), HEAD],
  [
    'Small CNN in grey, with dropout',
    async () => smallCnnSpec({ channels: 1, dropout: 0.3, batchNorm: false, pooling: 'flatten' }),
    { ...LINEAR, batchNorm: false },
  ],
  ['LayersModel', async () => backboneSpec('mobilenet-v2', 96, 1), LINEAR],
  ['GraphModel', async () => backboneSpec('mobilenet-v3-coco', 64, 1), HEAD],
  ['network of the library', librarySpec, LINEAR],
  [
    'LayersModel with random weights',
    async () => randomSpec('mobilenet-v2', 96, 'block_3_project_BN', 1),
    HEAD,
  ],
  ['architecture', async () => randomSpec('mobilenet_v3_small', 32, 'features.6', 1), HEAD],
])('a trained %s in the library', (_, specOf, headSpec) => {
  let saved: LibraryModel;
  let network: TrainedNetwork;
  let model: ModelSpec;
  let side = 0;
  let channels = 0;

  beforeAll(async () => {
    model = await specOf();
    [side = 0, , channels = 0] = model.input.shape;
    network = await moved(model, headSpec);
    await library?.put(await trainedModel(network, 'My pets', RECORD, platform));
    const [entry] = (await library?.list())?.models ?? [];
    const found = entry && (await library?.get(entry.info.id));
    if (!found) throw new Error('Nothing was saved.');
    saved = found;
  });
  afterAll(() => library?.remove(saved.info.id));

  it('computes what it computed when it was trained, and not what it started from', async () => {
    const { id, weights } = saved.info;
    const x = images(2, side, channels);
    const expected = await bodyOutput(model, x, network.weights);
    const before = await bodyOutput(model, x);
    const again = await bodyOutput({ ...model, body: { op: 'backbone', backbone: id, weights } }, x);
    expect(difference(expected, again)).toBeLessThan(1e-6);
    expect(difference(expected, before)).toBeGreaterThan(1e-3);

    const whole = (head: ReturnType<typeof createHead>, map: tf.Tensor) =>
      tf.tidy(() => head.forward(pool(map, model.pooling), INFERENCE));
    const first = createHead(headSpec, model.features, CLASSES.length, { weights: network.weights });
    const second = createHead(headSpec, model.features, CLASSES.length, {
      weights: saved.head?.weights ?? {},
    });
    expect(difference(whole(first, expected), whole(second, again))).toBeLessThan(1e-6);
    first.dispose();
    second.dispose();
  });

  it('says what it is: cut, sizes, task, licences and how well it did', () => {
    const { info, provenance, head } = saved;
    const cut = model.blocks.at(-1);
    expect(info).toMatchObject({
      label: 'My pets',
      defaultInputSize: side,
      defaultCut: cut,
      sourceTask: 'Pets: cat, dog, hamster',
    });
    expect(info.inputSizes).toContain(side);
    for (const size of info.inputSizes) {
      expect(backboneBlocks(info, size).map(({ name }) => name)).toEqual(model.blocks);
    }
    expect(info.channels ?? 3).toBe(channels);
    expect(info.licence).toContain('images: CC0');
    expect(info.note).toContain('87.5 % accuracy on 40 test images of Pets');
    expect(provenance).toMatchObject({ kind: 'trained', sourceClasses: CLASSES, training: RECORD });
    expect(head?.classes).toEqual(CLASSES);
  });

  it('keeps nothing of what lay behind the cut', async () => {
    const manifest = saved.files.json.weightsManifest as { weights: { name: string }[] }[];
    const names = manifest.flatMap((group) => group.weights.map(({ name }) => name));
    const body = await openBody(
      { ...model, body: { op: 'backbone', backbone: saved.info.id, weights: '' } },
      platform,
    );
    const used = body.parameters(0, model.blocks.length).map(({ name }) => name);
    body.dispose();
    // A GraphModel's shapes and axes are constants too.
    const isWeight = (name: string) => saved.info.format !== 'graph' || used.includes(name);
    expect(names.filter(isWeight).sort()).toEqual([...used].sort());
  });

  it('has an id of its content', async () => {
    const same = await trainedModel(network, 'Another name', RECORD, platform);
    expect(same.info.id).toBe(saved.info.id);
    const name = Object.keys(network.weights).find((weight) => !weight.startsWith('head/')) ?? '';
    const weight = network.weights[name];
    if (!weight) throw new Error('The body has no trained weight.');
    const other = { ...network.weights, [name]: { ...weight, data: weight.data.map((value) => value + 1) } };
    const changed = await trainedModel({ ...network, weights: other }, 'My pets', RECORD, platform);
    expect(changed.info.id).not.toBe(saved.info.id);
  });

  it('predicts in TF.js alone, head included, what it predicts in Graft', async () => {
    const { bytes } = await exportModel(saved, 'tfjs');
    const theirs = await openWithTfjs(bytes);
    const x = images(2, side, channels);
    const predicted = theirs.predict(preprocess(x, saved.info.preprocessing)) as tf.Tensor;
    const map = await bodyOutput(model, x, network.weights);
    const head = createHead(headSpec, model.features, CLASSES.length, { weights: network.weights });
    const expected = tf.tidy(() => tf.softmax(head.forward(pool(map, model.pooling), INFERENCE)));
    head.dispose();
    expect(predicted.shape).toEqual([2, CLASSES.length]);
    expect(difference(expected, predicted)).toBeLessThan(1e-5);
    theirs.dispose();
  });

  it('comes back from its safetensors file as it was, head and past included', async () => {
    const { bytes } = await exportModel(saved, 'safetensors');
    const file = bytesAccess(bytes);
    const { tensors, metadata } = await readHeader(file);
    const read = tensorReader(file, tensors);
    const restored = await restoreModel(parseGraftRecord(metadata[GRAFT_KEY] ?? ''), read, platform);
    expect(restored.head).toEqual(saved.head);
    expect(restored.provenance).toEqual(saved.provenance);
    const { id: _id, weights: _weights, ...about } = saved.info;
    expect(restored.info).toMatchObject(about);
    const x = images(2, side, channels);
    const spec = { ...model, body: { op: 'backbone', backbone: 'own-x', weights: '' } as const };
    const world = { ...platform, model: async () => restored.files };
    const body = await openBody(spec, world);
    const again = body.forward(x, 0, model.blocks.length, INFERENCE);
    body.dispose();
    expect(difference(await bodyOutput(model, x, network.weights), again)).toBeLessThan(1e-5);
  });
});
