import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BackendInfo } from '../../../src/engine/events';
import { diskFiles } from '../../../src/engine/platform/disk-files';
import { executeFit } from '../../../src/engine/steps/fit';
import type { StepOutput } from '../../../src/engine/steps/output';
import { storedCheckpoints } from '../../../src/engine/store/checkpoints';
import { createContentStore } from '../../../src/engine/store/content-store';
import type { CheckpointStore } from '../../../src/engine/training/checkpoint';
import { start } from '../../engine/backend/start';
import { platform } from '../../engine/networks/specs';
import { trainByHand } from '../head/by-hand';
import { type HeadTask, headTask } from '../head/task';
import { labelledFeatures } from '../labelled-features';
import { describePair, paired } from '../paired';
import type { Row } from '../row';

const CASES = {
  'linear, 100 images of 3 classes': {
    hidden: [],
    dropout: 0,
    classes: 3,
    train: 100,
    val: 20,
    epochs: 100,
  },
  'linear, 2,000 images of 10 classes': {
    hidden: [],
    dropout: 0,
    classes: 10,
    train: 2000,
    val: 400,
    epochs: 20,
  },
  '128 hidden units, dropout 0.2, 2,000 images of 10 classes': {
    hidden: [128],
    dropout: 0.2,
    classes: 10,
    train: 2000,
    val: 400,
    epochs: 20,
  },
};
/** Of the last validation loss: sums in another order round otherwise, and ReLUs and Adam let that grow. */
const TOLERANCE = 0.02;
const STORE_BYTES = 2 ** 30;

/** The whole fit step, with a checkpoint on the disk at the end of every epoch, which the loop by hand does without. */
export const headTraining: Row = {
  name: 'head-training',
  what: 'head training on cached features, WASM: our run / hand-written tfjs of the same work',
  target: { value: 1.05, kind: 'at most' },
  async measure({ runs }) {
    const backend = await start('wasm');
    const folder = mkdtempSync(join(tmpdir(), 'graft-head-training-'));
    const checkpoints = storedCheckpoints(
      createContentStore(diskFiles(folder), { budgetBytes: STORE_BYTES }),
    );
    const detail: Record<string, string> = {};
    const ratios: number[] = [];
    try {
      for (const [name, size] of Object.entries(CASES)) {
        const task = headTask(size);
        const losses = { ours: Number.NaN, byHand: Number.NaN };
        const train = trainerOf(task, backend, checkpoints(name));
        const pair = await paired(
          async () => {
            losses.ours = await train();
          },
          async () => {
            losses.byHand = await trainByHand(task);
          },
          runs,
        );
        if (!(Math.abs(losses.ours - losses.byHand) <= TOLERANCE * losses.byHand))
          throw new Error(`${name}: both must do the same work. ${JSON.stringify(losses)}`);
        detail[`${name}, ${size.epochs} epochs, batch ${task.options.batchSize}`] = describePair(pair);
        ratios.push(pair.ratio);
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
    detail['by hand'] =
      'tf.gather, optimizer.minimize, softmaxCrossEntropy; the loss read at each step; validation each epoch';
    detail.ours =
      'the same, and accuracy at each step, the check of what diverged, a checkpoint on disk each epoch';
    return { value: Math.max(...ratios), detail };
  },
};

/** Trains once and gives the last validation loss. */
function trainerOf(
  task: HeadTask,
  backend: BackendInfo,
  checkpoints: CheckpointStore,
): () => Promise<number> {
  const { model, head, options, train, val } = task;
  const classes = Array.from({ length: task.classes }, (_, label) => `class ${label}`);
  const embedded = ({ inputs, labels }: HeadTask['train']): StepOutput => ({
    op: 'embed',
    features: labelledFeatures(inputs, [model.features], labels, task.classes),
  });
  const inputs = { data: datasetOf(task, classes), train: embedded(train), val: embedded(val) };
  const never = new AbortController().signal;
  return async () => {
    const context = { platform, backend, signal: never, pause: never, checkpoints, emit: () => undefined };
    const { result } = await executeFit({ model, head, options, classes }, inputs, context);
    await checkpoints.drop();
    return (result.op === 'fit' ? result.fit.history.at(-1)?.valLoss : undefined) ?? Number.NaN;
  };
}

/** Which samples there are; their images are never asked for. */
function datasetOf({ train, val }: HeadTask, classes: readonly string[]): StepOutput {
  const samples = Object.entries({ train, val }).flatMap(([part, { labels }]) =>
    labels.map((label, at) => ({
      entry: { id: `${part}-${at}`, class: label, source: `${part}-${at}`, offset: 0, length: 0 },
      class: label,
      part: part as 'train' | 'val',
    })),
  );
  return {
    op: 'data',
    dataset: {
      classes,
      samples,
      fit: 'crop',
      stored: {
        index: {
          id: 'bench',
          name: 'Features',
          modality: 'image',
          description: '',
          licence: '',
          classes,
          domains: [],
          samples: samples.map(({ entry }) => entry),
          skipped: [],
        },
        read: () => Promise.reject(new Error('There are features only.')),
      },
    },
  };
}
