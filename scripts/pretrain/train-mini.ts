import { createHash } from 'node:crypto';
import type { Dataset } from '../../src/engine/data/dataset.ts';
import type { BackendInfo } from '../../src/engine/events.ts';
import { restart } from '../../src/engine/networks/initial.ts';
import type { TrainedNetwork } from '../../src/engine/networks/network.ts';
import { networkBody } from '../../src/engine/networks/network-body.ts';
import { networkFiles } from '../../src/engine/networks/network-files.ts';
import { readWeights } from '../../src/engine/networks/weights.ts';
import type { ModelFiles, Platform } from '../../src/engine/platform/platform.ts';
import type { EpochMetrics } from '../../src/engine/results.ts';
import { executeEvaluate } from '../../src/engine/steps/evaluate.ts';
import { executeFit } from '../../src/engine/steps/fit.ts';
import type { StepContext, StepOutput } from '../../src/engine/steps/output.ts';
import { storedCheckpoints } from '../../src/engine/store/checkpoints.ts';
import type { ContentStore } from '../../src/engine/store/content-store.ts';
import { CLASSIFIER, type NetworkSpec } from '../../src/plan/architectures/network.ts';
import { layerShapes } from '../../src/plan/architectures/shapes.ts';
import type { ModelSpec } from '../../src/plan/plan.ts';
import { fitOptions, HEAD, type Mini, PREPROCESSING, SEED, SIDE, TRANSFORMS } from './recipe.ts';
import { isLetter } from './source-data.ts';

export interface Pretrained {
  /** With the head on the source classes. */
  readonly network: TrainedNetwork;
  readonly history: readonly EpochMetrics[];
  readonly bestEpoch: number;
  /** On the test part: typefaces and emoji that no other part has. */
  readonly accuracy: { readonly all: number; readonly letters: number; readonly emoji: number };
}

interface Training {
  readonly mini: Mini;
  readonly dataset: Dataset;
  readonly epochs: number;
  readonly platform: Platform;
  readonly backend: BackendInfo;
  /** Keeps checkpoints. */
  readonly content: ContentStore;
  readonly onProgress: (text: string) => void;
}

/**
 * Trains a small network from random weights with the steps that a run of a graph takes. With the same seed
 * on the same backend the result is the same, also when it was stopped in between: it goes on from the last
 * epoch that the platform's store has.
 */
export async function trainMini(training: Training): Promise<Pretrained> {
  const { mini, dataset, epochs, platform } = training;
  const blocks = featureBlocks(mini.network);
  const model: ModelSpec = {
    body: { op: 'backbone', backbone: mini.id, weights: 'random' },
    input: { modality: 'image', shape: [SIDE, SIDE, 3], preprocessing: PREPROCESSING },
    blocks: blocks.map(({ name }) => name),
    frozenBlocks: 0,
    batchNorm: 'batch',
    pooling: 'average',
    features: featuresOf(mini.network),
  };
  const start = await randomStart(mini);
  const context = contextOf(training, { ...platform, model: async () => start });
  const augmented = { ...dataset, augment: { transforms: TRANSFORMS, views: 1, seed: SEED } };
  const data: StepOutput = { op: 'data', dataset: augmented };
  const params = { model, head: HEAD, options: fitOptions(epochs), classes: dataset.classes };
  const { output, result } = await executeFit(params, { data }, context);
  if (output.op !== 'fit' || result.op !== 'fit') throw new Error('The training left no network.');
  const accuracyOn = async (keeps: (entry: Dataset['samples'][number]['entry']) => boolean) => {
    const some = { ...dataset, samples: dataset.samples.filter(({ entry }) => keeps(entry)) };
    const inputs = { trained: output, data: { op: 'data', dataset: some } as const };
    const evaluated = await executeEvaluate({ part: 'test', mistakes: 0, batch: 64 }, inputs, context);
    return evaluated.result.op === 'evaluate' ? evaluated.result.report.accuracy : Number.NaN;
  };
  return {
    network: output.network,
    history: result.fit.history,
    bestEpoch: result.fit.bestEpoch,
    accuracy: {
      all: await accuracyOn(() => true),
      letters: await accuracyOn(isLetter),
      emoji: await accuracyOn((entry) => !isLetter(entry)),
    },
  };
}

/** All but the classifier: its part in training is the head's. */
const featureBlocks = ({ blocks }: NetworkSpec) => blocks.filter(({ stage }) => stage !== CLASSIFIER);

function featuresOf(network: NetworkSpec): number {
  const last = featureBlocks(network).at(-1)?.name ?? '';
  const [, , channels = 0] = layerShapes(network, [SIDE, SIDE]).get(last) ?? [];
  return channels;
}

/** The files of the network before it has learned anything. */
async function randomStart({ network }: Mini): Promise<ModelFiles> {
  const names = network.blocks.map(({ name }) => name);
  const body = networkBody(network, names, { size: [SIDE, SIDE], preprocessing: PREPROCESSING });
  try {
    const parameters = body.parameters(0, names.length);
    restart(parameters, SEED);
    return networkFiles({ network, weights: await readWeights(parameters) });
  } finally {
    body.dispose();
  }
}

/** The key of a training's checkpoint: another recipe or other data never go on from it. */
function keyOf({ mini, dataset, epochs }: Training): string {
  const recipe = [mini, dataset.stored.index.id, TRANSFORMS, HEAD, fitOptions(epochs)];
  return `pretrain ${mini.id} ${createHash('sha256').update(JSON.stringify(recipe)).digest('hex').slice(0, 16)}`;
}

function contextOf(training: Training, platform: Platform): StepContext {
  const { backend, content, onProgress } = training;
  const idle = new AbortController().signal;
  return {
    platform,
    backend,
    signal: idle,
    pause: idle,
    checkpoints: storedCheckpoints(content)(keyOf(training)),
    emit(event) {
      if (event.type === 'resumed') onProgress(`goes on after epoch ${event.epochs}`);
      if (event.type !== 'epoch') return;
      const { epoch, loss, accuracy, valLoss = 0, valAccuracy = 0 } = event.metrics;
      const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
      onProgress(
        `epoch ${epoch} of ${event.epochs}: loss ${loss.toFixed(3)}, accuracy ${percent(accuracy)}; validation ${valLoss.toFixed(3)}, ${percent(valAccuracy)}`,
      );
    },
  };
}
