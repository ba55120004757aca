import * as tf from '@tensorflow/tfjs';
import type { Part } from '../../plan/catalog';
import type { ModelSpec } from '../../plan/plan';
import { type Dataset, samplesOf } from '../data/dataset';
import { drawExamples } from '../data/examples';
import { StepFailure } from '../run/failure';
import type { PartExamples } from './examples';
import { emptyPart, noneReadable, openPixels } from './image-inputs';
import type { StepContext } from './output';

/**
 * The images of one part as network inputs, for when nothing is frozen: training images are varied
 * anew in every epoch. All are read once first, so that an unreadable one is known before training.
 */
export async function openImageSource(
  dataset: Dataset,
  part: Part,
  model: ModelSpec,
  { platform, signal }: StepContext,
): Promise<PartExamples> {
  const pixels = openPixels(dataset, model, platform);
  const all = samplesOf(dataset, part);
  if (all.length === 0) throw emptyPart(dataset, part);
  const samples = await pixels.verify(all, { signal });
  if (samples.length === 0) throw noneReadable(dataset, part);
  const varied = part === 'train' && dataset.augment !== undefined;
  return {
    count: samples.length,
    samples,
    problems: pixels.problems(),
    async batch(positions, epoch) {
      const draws = [...positions].map((position) => ({
        sample: samples[position] ?? 0,
        view: varied ? epoch : 0,
      }));
      const examples = await drawExamples(pixels, draws, samples);
      if (examples.draws.length !== draws.length) throw vanished(dataset);
      return {
        inputs: tf.tensor(Float32Array.from(examples.pixels), [draws.length, ...model.input.shape]),
        targets: tf.tensor2d(examples.labels, [draws.length, dataset.classes.length]),
      };
    },
  };
}

const vanished = (dataset: Dataset): StepFailure =>
  new StepFailure({
    code: 'images/vanished',
    message: `Images of "${dataset.stored.index.name}" could be read at first, but not any more.`,
    hint: 'They may have been moved or deleted during the run. Choose the folder again.',
  });
