import * as tf from '@tensorflow/tfjs';
import type { ReEstimateStep } from '../../plan/plan';
import { samplesOf } from '../data/dataset';
import { drawExamples } from '../data/examples';
import type { Body, WeightMap } from '../networks/network';
import { type MeasuredNorm, normStatistics } from '../networks/norm-statistics';
import { openBody } from '../networks/open-body';
import { readWeights } from '../networks/weights';
import { stopIfCancelled } from '../run/failure';
import { createProgress } from '../run/progress';
import { epochOrder } from '../training/order';
import { emptyPart, noneReadable, openPixels } from './image-inputs';
import { originWeights } from './origin-weights';
import { type Executed, type Inputs, inputOf, type StepContext } from './output';

/**
 * AdaBN (Li et al. 2016, arXiv:1603.04779): the mean and variance that each batch norm stores become those
 * of the target's images; no label is looked at. One pass: in each batch every norm normalises by that batch,
 * so what reaches the later ones is adapted already, and the moments of all batches are joined ("PreciseBN",
 * Wu & Johnson 2021, arXiv:2105.07576). With all images in one batch that is layer by layer, exactly.
 */
export async function executeReEstimate(
  { body: model, batch }: ReEstimateStep['params'],
  inputs: Inputs,
  { platform, signal, emit }: StepContext,
): Promise<Executed> {
  const { dataset } = inputOf(inputs, 'data', 'data');
  const samples = samplesOf(dataset, 'train');
  if (samples.length === 0) throw emptyPart(dataset, 'train');
  const pixels = openPixels(dataset, model, platform, 0);
  const inherited = originWeights(inputs);
  const body = await openBody(model, platform, inherited);
  const statistics = normStatistics();
  const progress = createProgress(samples.length, 'samples', platform.now, emit);
  let read = 0;
  try {
    let done = 0;
    for (const some of evenBatches(samples, batch)) {
      await platform.breathe();
      stopIfCancelled(signal);
      const draws = some.map((sample) => ({ sample, view: 0 }));
      const examples = await drawExamples(pixels, draws, samples);
      const count = examples.draws.length;
      if (count > 0) {
        const shape = [count, ...model.input.shape];
        tf.tidy(() => {
          const images = tf.tensor(Float32Array.from(examples.pixels), shape);
          body.forward(images, 0, model.blocks.length, statistics.mode);
        });
        await statistics.add();
      }
      read += count;
      done += some.length;
      progress(done);
    }
    if (read === 0) throw noneReadable(dataset, 'train');
    const measured = statistics.measured();
    const shift = await shiftOf(measured);
    store(measured);
    const weights = { ...inherited, ...(await storedWeights(body, measured)) };
    return {
      output: { op: 're-estimate', weights },
      result: { op: 're-estimate', statistics: { samples: read, norms: measured.length, shift } },
      problems: pixels.problems(),
      bytes: Object.values(weights).reduce((sum, { data }) => sum + data.byteLength, 0),
    };
  } finally {
    statistics.dispose();
    body.dispose();
  }
}

/**
 * In a drawn order, always the same, since datasets are sorted by class and each batch stands for all; of
 * nearly equal size, for a few left over would be a poor sample.
 */
function evenBatches(samples: readonly number[], most: number): number[][] {
  const order = [...epochOrder(samples.length, 0, 1)].map((position) => samples[position] ?? 0);
  const batches = Math.ceil(order.length / most);
  const end = (batch: number): number => Math.round((batch * order.length) / batches);
  return Array.from({ length: batches }, (_, batch) => order.slice(end(batch), end(batch + 1)));
}

function store(measured: readonly MeasuredNorm[]): void {
  tf.tidy(() => {
    for (const { norm, mean, variance } of measured) {
      norm.mean.assign(tf.tensor1d(mean));
      norm.variance.assign(tf.tensor1d(variance));
    }
  });
}

/** By their names in the network. */
function storedWeights(body: Body, measured: readonly MeasuredNorm[]): Promise<WeightMap> {
  const variables = new Set(measured.flatMap(({ norm }) => [norm.mean, norm.variance]));
  return readWeights(
    body.parameters(0, body.blocks.length).filter(({ variable }) => variables.has(variable)),
  );
}

/**
 * How far the distributions of the channels move, in standard deviations as they were stored: the median over
 * all channels of the 2-Wasserstein distance between two normal distributions, √((Δμ)² + (Δσ)²) / σ.
 */
async function shiftOf(measured: readonly MeasuredNorm[]): Promise<number> {
  const shifts: number[] = [];
  for (const { norm, mean, variance } of measured) {
    const [oldMean, oldVariance] = await Promise.all([norm.mean.data(), norm.variance.data()]);
    mean.forEach((value, channel) => {
      const deviation = Math.sqrt((oldVariance[channel] ?? 0) + norm.epsilon);
      const moved = value - (oldMean[channel] ?? 0);
      const spread = Math.sqrt((variance[channel] ?? 0) + norm.epsilon) - deviation;
      shifts.push(Math.hypot(moved, spread) / deviation);
    });
  }
  return shifts.sort((a, b) => a - b)[shifts.length >> 1] ?? 0;
}
