import * as tf from '@tensorflow/tfjs';
import type { CrossValidateStep } from '../../plan/plan';
import { createRandom, derive } from '../data/random';
import { createProgress } from '../run/progress';
import type { CheckpointStore } from '../training/checkpoint';
import { fitTrainable } from '../training/fit';
import type { ExampleSource } from '../training/source';
import { predictLogits } from '../training/validate';
import { judgeAnswers } from '../transferability/judge-answers';
import { membersOf } from '../transferability/samples';
import { meanOf } from '../transferability/score';
import { openImageSource } from './image-source';
import { type Executed, type Inputs, inputOf, type StepContext } from './output';
import { groupsOf } from './sample-groups';
import { openTrainable } from './trainable';

/**
 * Trains anew for each part of the images, on all others, and asks about that part (k-fold cross-validation,
 * Stone 1974): so every image is answered by a network that saw neither it nor a near-duplicate of it.
 */
export async function executeCrossValidate(
  { model, head, classes, options }: CrossValidateStep['params'],
  inputs: Inputs,
  context: StepContext,
): Promise<Executed> {
  const { dataset } = inputOf(inputs, 'data', 'data');
  const { platform, signal, emit } = context;
  const source = await openImageSource(dataset, 'train', model, context);
  const samples = Int32Array.from(source.samples);
  const labels = samples.map((sample) => dataset.samples[sample]?.class ?? -1);
  const parts = divide(labels, groupsOf(dataset, samples), options.folds, options.seed);
  const batches = parts.map((part) => Math.ceil((samples.length - part.length) / options.batchSize));
  const total = options.epochs * batches.reduce((sum, count) => sum + count, 0);
  const progress = createProgress(total, 'batches', platform.now, emit);
  const answers = new Float32Array(samples.length * classes.length);
  let done = 0;
  for (const part of parts) {
    const trainable = await openTrainable(model, head, platform, {
      classes: classes.length,
      weights: {},
      seed: options.seed,
    });
    try {
      const others = samples.map((_, row) => row).filter((row) => !part.includes(row));
      await fitTrainable({
        ...context,
        trainable,
        train: subset(source, others),
        options,
        checkpoints: NONE,
        emit: (event) => event.type === 'batch' && progress(++done),
      });
      const asked = subset(source, part);
      let at = 0;
      await predictLogits(trainable, asked, options.batchSize, platform, signal, async (logits) => {
        for (const row of await probabilities(logits)) answers.set(row, (part[at++] ?? 0) * classes.length);
      });
    } finally {
      trainable.dispose();
    }
  }
  const accuracy = meanOf(judgeAnswers(answers, { labels, classes: classes.length }).right);
  return {
    output: { op: 'cross-validate', samples, answers },
    result: {
      op: 'cross-validate',
      crossValidation: { accuracy, samples: samples.length, folds: parts.length },
    },
    problems: source.problems,
    bytes: samples.byteLength + answers.byteLength,
  };
}

/** What takes seconds is quicker to do again than to save. */
const NONE: CheckpointStore = { load: async () => undefined, save: async () => {}, drop: async () => {} };

/** Rows by part: whole groups, dealt out class by class in a drawn order, so that each part has some of every class. */
function divide(labels: Int32Array, groups: Int32Array, folds: number, seed: number): Int32Array[] {
  const drawn = createRandom(derive(seed, 'folds')).shuffle(membersOf(groups));
  const labelOf = ([row = 0]: Int32Array): number => labels[row] ?? 0;
  const parts: number[][] = Array.from({ length: Math.min(folds, drawn.length) }, () => []);
  drawn
    .sort((a, b) => labelOf(a) - labelOf(b))
    .forEach((rows, place) => {
      parts[place % parts.length]?.push(...rows);
    });
  return parts.map((rows) => Int32Array.from(rows).sort());
}

const subset = (source: ExampleSource, rows: Int32Array): ExampleSource => ({
  count: rows.length,
  batch: (positions, epoch) =>
    source.batch(
      positions.map((position) => rows[position] ?? 0),
      epoch,
    ),
});

async function probabilities(logits: tf.Tensor2D): Promise<Float32Array[]> {
  const [count, classes] = logits.shape;
  const softmax = tf.softmax(logits);
  const values = (await softmax.data()) as Float32Array;
  softmax.dispose();
  return Array.from({ length: count }, (_, row) => values.slice(row * classes, (row + 1) * classes));
}
