import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { bytesAccess } from '../../../src/engine/data/import/source';
import type { BackendInfo } from '../../../src/engine/events';
import { exportModel } from '../../../src/engine/library/export/export-model';
import type { LibraryModel } from '../../../src/engine/library/library-model';
import { provenanceSteps } from '../../../src/engine/library/provenance-steps';
import { tensorReader } from '../../../src/engine/library/restore-model';
import { trainedModel } from '../../../src/engine/library/trained-model';
import { trainingRecord } from '../../../src/engine/library/training-record';
import { readHeader } from '../../../src/engine/models/safetensors/read';
import type { TrainedNetwork } from '../../../src/engine/networks/network';
import { openPredictor } from '../../../src/engine/networks/predictor';
import { preprocess } from '../../../src/engine/networks/preprocess';
import type { StoredDataset } from '../../../src/engine/platform/platform';
import { transfer } from '../../plan/graphs';
import { images } from '../networks/numbers';
import { colourSquares, runDocument, startTestBackend, type TestRun, testPlatform } from '../run/world';
import { openWithTfjs } from './open-with-tfjs';

/** A run whose frozen backbone has statistics of the target: what it computes, keeps and writes. */

let backend: BackendInfo;
let squares: StoredDataset;
let run: TestRun;
let network: TrainedNetwork;
let saved: LibraryModel;

const document = (freeze: Parameters<typeof transfer>[0] = {}) =>
  transfer({
    data: {
      kind: 'dataset',
      params: { source: 'files', files: { id: squares.index.id, name: 'Squares' } },
    },
    split: { kind: 'split', params: { val: 0, test: 0.25 } },
    backbone: { kind: 'backbone', params: { backbone: 'resnet-mini' } },
    freeze: { kind: 'freeze', params: { statistics: 'target' } },
    train: { kind: 'train', params: { epochs: 10, batchSize: 8, learningRate: 0.01 } },
    ...freeze,
  });

const networkIn = ({ store, plan }: TestRun): TrainedNetwork => {
  const fit = plan.steps.find(({ op }) => op === 'fit');
  const output = store.get(`wasm:${fit?.key}`)?.output;
  if (output?.op !== 'fit') throw new Error('Nothing was trained.');
  return output.network;
};

beforeAll(async () => {
  backend = await startTestBackend('wasm');
  squares = await colourSquares(12);
  run = await runDocument(document(), { backend, datasets: [squares] });
  network = networkIn(run);
  const fitStep = run.plan.steps.find(({ op }) => op === 'fit')?.id ?? '';
  const platform = testPlatform([squares]);
  const request = {
    fitStep,
    plan: run.plan,
    graph: 'Squares',
    savedAt: '2026-01-02T03:04:05Z',
    measured: {},
  };
  saved = await trainedModel(network, 'Squares', await trainingRecord(request, platform), platform);
});

const statisticsIn = (names: readonly string[]) =>
  names.filter((name) => name.endsWith('.running_mean') || name.endsWith('.running_var'));

describe('a network with re-estimated statistics', () => {
  it('has those of all its batch norms, and learns as well', () => {
    const { statistics } = run.result('freeze', 're-estimate');
    expect(statistics).toMatchObject({ samples: 27 });
    expect(statisticsIn(Object.keys(network.weights))).toHaveLength(2 * statistics.norms);
    expect(run.result('evaluate', 'evaluate').report.accuracy).toBeGreaterThan(0.85);
  });

  it('is served from the store when it runs again, and its statistics under another head', async () => {
    const computed = async (changes: Parameters<typeof transfer>[0]) => {
      const settings = { backend, datasets: [squares], store: run.store };
      const { events } = await runDocument(document(changes), settings);
      return events.flatMap((event) =>
        event.type === 'step-finished' && !event.cached ? [event.result.op] : [],
      );
    };
    expect(await computed({})).toEqual([]);
    const other = { head: { kind: 'head', params: { type: 'mlp', units: 4 } } };
    expect(await computed(other)).toEqual(['fit', 'evaluate']);
  });

  it('starts with the new statistics where blocks learn too', async () => {
    const tuned = await runDocument(
      document({
        freeze: { kind: 'freeze', params: { statistics: 'target', policy: 'none' } },
        train: { kind: 'train', params: { epochs: 1, batchSize: 27, learningRate: 1e-6 } },
      }),
      { backend, datasets: [squares], store: run.store },
    );
    const { weights } = networkIn(tuned);
    for (const name of statisticsIn(Object.keys(network.weights))) {
      expect(weights[name], name).toEqual(network.weights[name]);
    }
  });

  it('tells of it in its record and in its model card', () => {
    const { training } = saved.provenance;
    expect(training?.settings.statistics).toBe('target');
    expect(training?.startedFrom).toMatchObject({ kind: 'backbone', id: 'resnet-mini' });
    expect(provenanceSteps(saved.provenance)[0]).toContain('AdaBN');
  });

  it('takes them along into PyTorch’s file', async () => {
    const { bytes } = await exportModel(saved, 'safetensors');
    const file = bytesAccess(bytes);
    const { tensors } = await readHeader(file);
    const read = tensorReader(file, tensors);
    const names = statisticsIn(Object.keys(network.weights));
    for (const name of names) {
      const weight = network.weights[name];
      if (!weight) throw new Error('The weight is gone.');
      expect(await read(name, weight.shape), name).toEqual(weight.data);
    }
    expect(names.length).toBeGreaterThan(0);
  });

  it('predicts in TF.js what it predicts in Graft, and not what the source’s statistics give', async () => {
    const { bytes } = await exportModel(saved, 'tfjs');
    const theirs = await openWithTfjs(bytes);
    const [side = 0] = network.model.input.shape;
    const x = images(1, side);
    const predicted = theirs.predict(preprocess(x, saved.info.preprocessing)) as tf.Tensor;
    const probabilities = async (weights: TrainedNetwork['weights']) => {
      const predictor = await openPredictor({ ...network, weights }, testPlatform());
      const found = await predictor.probabilities(x.dataSync());
      predictor.dispose();
      return [...found];
    };
    const ours = await probabilities(network.weights);
    const others = await probabilities(
      Object.fromEntries(
        Object.entries(network.weights).filter(([name]) => statisticsIn([name]).length === 0),
      ),
    );
    const theirValues = [...predicted.dataSync()];
    ours.forEach((value, index) => {
      expect(theirValues[index]).toBeCloseTo(value, 4);
    });
    expect(Math.max(...ours.map((value, index) => Math.abs(value - (others[index] ?? 0))))).toBeGreaterThan(
      1e-3,
    );
    tf.dispose([x, predicted]);
    theirs.dispose();
  });
});
