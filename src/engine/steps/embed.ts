import * as tf from '@tensorflow/tfjs';
import type { EmbedStep, ModelSpec } from '../../plan/plan';
import { samplesOf } from '../data/dataset';
import { type Draw, drawExamples } from '../data/examples';
import type { PixelSource } from '../data/pixels';
import { INFERENCE } from '../networks/modes';
import type { Body } from '../networks/network';
import { openBody } from '../networks/open-body';
import { pool } from '../networks/pooling';
import { stopIfCancelled } from '../run/failure';
import { createProgress } from '../run/progress';
import { emptyPart, noneReadable, openPixels } from './image-inputs';
import {
  type Executed,
  type Features,
  type Inputs,
  inputOf,
  optionalInputOf,
  type StepContext,
} from './output';

/** Large enough to keep the cores busy, small enough for the first layers' activations. */
const BATCH_SIZE = 16;

/** Runs the frozen prefix once for every sample (and view) of one part. */
export async function executeEmbed(
  { part, views, body: model }: EmbedStep['params'],
  inputs: Inputs,
  context: StepContext,
): Promise<Executed> {
  const { dataset } = inputOf(inputs, 'data', 'data');
  const origin = optionalInputOf(inputs, 'origin', 'fit');
  const started = context.platform.now();
  const samples = samplesOf(dataset, part);
  if (samples.length === 0) throw emptyPart(dataset, part);
  const pixels = openPixels(dataset, model, context.platform);
  const body = await openBody(model, context.platform, origin?.network.weights);
  try {
    const embedded = await embedAll(body, model, pixels, samples, views, context);
    if (embedded.samples.length === 0) throw noneReadable(dataset, part);
    const passes = embedded.samples.length * views;
    const seconds = Math.max(1e-3, (context.platform.now() - started) / 1000);
    const bytes = embedded.data.byteLength + embedded.targets.byteLength;
    return {
      output: { op: 'embed', features: embedded },
      result: {
        op: 'embed',
        embed: {
          part,
          samples: embedded.samples.length,
          views,
          shape: embedded.shape,
          bytes,
          rate: passes / seconds,
          passes,
        },
      },
      problems: pixels.problems(),
      bytes,
    };
  } finally {
    body.dispose();
  }
}

async function embedAll(
  body: Body,
  model: ModelSpec,
  pixels: PixelSource,
  samples: readonly number[],
  views: number,
  context: StepContext,
): Promise<Features> {
  const classes = pixels.dataset.classes.length;
  const rows = createRows(samples.length * views, classes);
  const progress = createProgress(samples.length * views, 'samples', context.platform.now, context.emit);
  const partners = samples;
  let readable: readonly number[] = samples;
  for (let view = 0; view < views; view++) {
    const kept: number[] = [];
    for (let start = 0; start < readable.length; start += BATCH_SIZE) {
      await context.platform.breathe();
      stopIfCancelled(context.signal);
      const draws = readable.slice(start, start + BATCH_SIZE).map((sample): Draw => ({ sample, view }));
      const examples = await drawExamples(pixels, draws, partners);
      kept.push(...examples.draws.map(({ sample }) => sample));
      if (examples.draws.length > 0) {
        const features = runPrefix(body, model, examples.pixels, examples.draws.length);
        rows.add(features.shape.slice(1), (await features.data()) as Float32Array, examples.labels);
        features.dispose();
      }
      progress(view * readable.length + start + draws.length);
    }
    // What could not be read as it is cannot be varied either: later views have the same rows.
    readable = kept;
  }
  return { samples: Int32Array.from(readable), views, ...rows.finish() };
}

/** Features [n, ...]: pooled when the whole body is frozen. Nothing is recorded for gradients. */
function runPrefix(body: Body, model: ModelSpec, pixels: Uint8Array, count: number): tf.Tensor {
  return tf.tidy(() => {
    const input = tf.tensor(Float32Array.from(pixels), [count, ...model.input.shape]);
    const map = body.forward(input, 0, model.frozenBlocks, INFERENCE);
    return model.frozenBlocks === model.blocks.length ? pool(map, model.pooling) : map;
  });
}

/** Collects rows into arrays whose width is known only once the first batch has come out. */
function createRows(capacity: number, classes: number) {
  const targets = new Float32Array(capacity * classes);
  let data = new Float32Array(0);
  let shape: readonly number[] = [];
  let row = 0;
  return {
    add(sampleShape: readonly number[], values: Float32Array, labels: Float32Array): void {
      const size = sampleShape.reduce((product, side) => product * side, 1);
      if (row === 0) {
        shape = sampleShape;
        data = new Float32Array(capacity * size);
      }
      data.set(values, row * size);
      targets.set(labels, row * classes);
      row += labels.length / classes;
    },
    finish(): Pick<Features, 'shape' | 'data' | 'targets'> {
      const size = shape.reduce((product, side) => product * side, 1);
      return { shape, data: data.subarray(0, row * size), targets: targets.subarray(0, row * classes) };
    },
  };
}
