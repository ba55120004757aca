import * as tf from '@tensorflow/tfjs';
import { PART_NAMES } from '../../plan/catalog';
import type { EmbedStep, PrefixSpec } from '../../plan/plan';
import { mixesImages } from '../data/augment/augment-sample';
import { type Dataset, samplesOf } from '../data/dataset';
import { type Draw, drawExamples, type Examples } from '../data/examples';
import { decodingOnce, type PixelSource } from '../data/pixels';
import type { Body } from '../networks/network';
import { openBody } from '../networks/open-body';
import { featuresOf } from '../networks/pooling';
import { stopIfCancelled } from '../run/failure';
import { createProgress } from '../run/progress';
import { type FeatureSink, openFeatureSink } from './feature-sink';
import { emptyPart, noneReadable, openPixels } from './image-inputs';
import { originWeights } from './origin-weights';
import { type Executed, type Inputs, inputOf, type StepContext } from './output';

type Params = EmbedStep['params'];

/**
 * Runs the frozen prefix once for every sample (and view) of one part. Memory holds one batch of
 * images at a time, however many there are; features go into the store as they come. Other cuts of the
 * same network that the run needs (`context.alongside`) take theirs from the same pass.
 */
export async function executeEmbed(params: Params, inputs: Inputs, context: StepContext): Promise<Executed> {
  const { part, views } = params;
  const { dataset } = inputOf(inputs, 'data', 'data');
  const { now } = context.platform;
  const started = now();
  const samples = samplesOf(dataset, part);
  if (samples.length === 0) throw emptyPart(dataset, part);
  const pixels = openPixels(dataset, params.body, context.platform, pixelBudget(dataset, views));
  const label = `${samples.length} ${PART_NAMES[part]} images of ${dataset.stored.index.name}, as features`;
  const open = (model: PrefixSpec, results: StepContext['results']): Cut => ({
    model,
    sink: openFeatureSink(samples.length * views, dataset.classes.length, label, results),
  });
  const own = open(params.body, context.results);
  const others = (context.alongside ?? []).map((other) => ({
    ...other,
    cut: open(other.body, other.results),
  }));
  const cuts = [own, ...others.map(({ cut }) => cut)].sort((a, b) => depth(a) - depth(b));
  const body = await openBody(cuts.at(-1)?.model ?? params.body, context.platform, originWeights(inputs));
  try {
    const embedded = await embedAll(body, params, cuts, pixels, samples, context);
    if (embedded.length === 0) throw noneReadable(dataset, part);
    const passes = embedded.length * views;
    const rate = passes / Math.max(1e-3, (now() - started) / 1000);
    const problems = pixels.problems();
    const finish = async ({ sink }: Cut, ownPasses: number): Promise<Executed> => {
      const about = { part, samples: embedded.length, views, shape: sink.shape(), bytes: sink.bytes(), rate };
      const result: Executed['result'] = { op: 'embed', embed: { ...about, passes: ownPasses } };
      const features = await sink.finish(Int32Array.from(embedded), views, { result, problems });
      return { output: { op: 'embed', features }, result, problems, bytes: features.memoryBytes };
    };
    for (const { cut, keep } of others) await keep(await finish(cut, 0));
    return await finish(own, passes);
  } finally {
    body.dispose();
    for (const { sink } of cuts) await sink.discard();
  }
}

/** Features of one cut on their way. */
interface Cut {
  readonly model: PrefixSpec;
  readonly sink: FeatureSink;
}

const depth = ({ model }: Cut): number => model.blocks.length;

/** Each sample is decoded once for all its views; only partners to mix with are asked for again. */
const pixelBudget = ({ augment }: Dataset, views: number): number | undefined =>
  views > 1 && augment && mixesImages(augment.transforms) ? undefined : 0;

/** Gives the samples that could be read, in order. */
async function embedAll(
  body: Body,
  { views, batch }: Params,
  cuts: readonly Cut[],
  pixels: PixelSource,
  samples: readonly number[],
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
      if (examples.draws.length > 0) await addFeatures(body, cuts, examples);
      embedded.push(...examples.draws.filter(({ view }) => view === 0).map(({ sample }) => sample));
      progress(start * views + Math.min(from + batch, draws.length));
    }
  }
  return embedded;
}

async function addFeatures(
  body: Body,
  cuts: readonly Cut[],
  { pixels, draws, labels }: Examples,
): Promise<void> {
  const features = runPrefix(
    body,
    cuts.map(({ model }) => model),
    pixels,
    draws.length,
  );
  try {
    for (const [index, { sink }] of cuts.entries()) {
      const own = features[index];
      if (own) await sink.add(own.shape.slice(1), (await own.data()) as Float32Array, labels);
    }
  } finally {
    tf.dispose(features);
  }
}

/** Features [n, ...] at each cut: pooled where the whole body is frozen. Nothing is recorded for gradients. */
function runPrefix(
  body: Body,
  models: readonly PrefixSpec[],
  pixels: Uint8Array,
  count: number,
): tf.Tensor[] {
  const shape = models[0]?.input.shape ?? [];
  return featuresOf(body, tf.tensor(Float32Array.from(pixels), [count, ...shape]), models);
}
