import * as tf from '@tensorflow/tfjs';
import type { EmbedStep, PrefixSpec } from '../../plan/plan';
import { mixesImages } from '../data/augment/augment-sample';
import { type Dataset, samplesOf } from '../data/dataset';
import { type Draw, drawExamples, type Examples } from '../data/examples';
import { decodingOnce, type PixelSource } from '../data/pixels';
import { INFERENCE } from '../networks/modes';
import type { Body } from '../networks/network';
import { openBody } from '../networks/open-body';
import { pool } from '../networks/pooling';
import { stopIfCancelled } from '../run/failure';
import { createProgress } from '../run/progress';
import { type FeatureSink, openFeatureSink } from './feature-sink';
import { emptyPart, noneReadable, openPixels } from './image-inputs';
import { type Executed, type Inputs, inputOf, optionalInputOf, type StepContext } from './output';

type Params = EmbedStep['params'];

/**
 * Runs the frozen prefix once for every sample (and view) of one part. Memory holds one batch of
 * images at a time, however many there are; features go into the store as they come.
 */
export async function executeEmbed(params: Params, inputs: Inputs, context: StepContext): Promise<Executed> {
  const { part, views, body: model } = params;
  const { dataset } = inputOf(inputs, 'data', 'data');
  const origin = optionalInputOf(inputs, 'origin', 'fit');
  const { now } = context.platform;
  const started = now();
  const samples = samplesOf(dataset, part);
  if (samples.length === 0) throw emptyPart(dataset, part);
  const pixels = openPixels(dataset, model, context.platform, pixelBudget(dataset, views));
  const { classes } = dataset;
  const label = `${samples.length} ${part} images of ${dataset.stored.index.name}, as features`;
  const sink = openFeatureSink(samples.length * views, classes.length, label, context.results);
  const body = await openBody(model, context.platform, origin?.network.weights);
  try {
    const embedded = await embedAll(body, params, pixels, samples, sink, context);
    if (embedded.length === 0) throw noneReadable(dataset, part);
    const passes = embedded.length * views;
    const rate = passes / Math.max(1e-3, (now() - started) / 1000);
    const shape = sink.shape();
    const bytes = sink.bytes();
    const result: Executed['result'] = {
      op: 'embed',
      embed: { part, samples: embedded.length, views, shape, bytes, rate, passes },
    };
    const problems = pixels.problems();
    const features = await sink.finish(Int32Array.from(embedded), views, { result, problems });
    return { output: { op: 'embed', features }, result, problems, bytes: features.memoryBytes };
  } finally {
    body.dispose();
    await sink.discard();
  }
}

/** Each sample is decoded once for all its views; only partners to mix with are asked for again. */
const pixelBudget = ({ augment }: Dataset, views: number): number | undefined =>
  views > 1 && augment && mixesImages(augment.transforms) ? undefined : 0;

/** Gives the samples that could be read, in order. */
async function embedAll(
  body: Body,
  { body: model, views, batch }: Params,
  pixels: PixelSource,
  samples: readonly number[],
  sink: FeatureSink,
  { platform, signal, emit }: StepContext,
): Promise<readonly number[]> {
  const progress = createProgress(samples.length * views, 'samples', platform.now, emit);
  const embedded: number[] = [];
  const atOnce = Math.max(1, Math.floor(batch / views));
  for (let start = 0; start < samples.length; start += atOnce) {
    const some = samples.slice(start, start + atOnce);
    const source = views > 1 ? decodingOnce(pixels) : pixels;
    const draws = some.flatMap((sample) =>
      Array.from({ length: views }, (_, view): Draw => ({ sample, view })),
    );
    for (let from = 0; from < draws.length; from += batch) {
      await platform.breathe();
      stopIfCancelled(signal);
      const examples = await drawExamples(source, draws.slice(from, from + batch), samples);
      if (examples.draws.length > 0) await addFeatures(body, model, examples, sink);
      embedded.push(...examples.draws.filter(({ view }) => view === 0).map(({ sample }) => sample));
      progress(start * views + Math.min(from + batch, draws.length));
    }
  }
  return embedded;
}

async function addFeatures(
  body: Body,
  model: PrefixSpec,
  { pixels, draws, labels }: Examples,
  sink: FeatureSink,
): Promise<void> {
  const features = runPrefix(body, model, pixels, draws.length);
  try {
    await sink.add(features.shape.slice(1), (await features.data()) as Float32Array, labels);
  } finally {
    features.dispose();
  }
}

/** Features [n, ...]: pooled when the whole body is frozen. Nothing is recorded for gradients. */
function runPrefix(body: Body, model: PrefixSpec, pixels: Uint8Array, count: number): tf.Tensor {
  return tf.tidy(() => {
    const input = tf.tensor(Float32Array.from(pixels), [count, ...model.input.shape]);
    const map = body.forward(input, 0, model.blocks.length, INFERENCE);
    return model.pooling ? pool(map, model.pooling) : map;
  });
}
