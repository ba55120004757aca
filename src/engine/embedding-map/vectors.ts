import * as tf from '@tensorflow/tfjs';
import type { SampleEntry } from '../../plan/catalog';
import type { LoadExpression } from '../../plan/expressions';
import { createHead } from '../networks/head';
import { INFERENCE } from '../networks/modes';
import type { Head, TrainedNetwork } from '../networks/network';
import { openNetwork } from '../networks/open-network';
import { featuresOf, pool } from '../networks/pooling';
import type { Platform, StoredDataset } from '../platform/platform';
import { StepFailure, stopIfCancelled } from '../run/failure';
import type { Features } from '../steps/features';
import { openPixels } from '../steps/image-inputs';
import type { Vectors } from './nearest';

/** Where the vectors of a map come from. */
export interface MapSource {
  readonly network: TrainedNetwork;
  readonly stored: StoredDataset;
  readonly fit: LoadExpression['fit'];
  /** Ids of the evaluated samples. */
  readonly samples: readonly string[];
  /** What the run stored of the same samples, in the same order. */
  readonly features?: Features;
}

interface Context {
  readonly platform: Platform;
  readonly signal: AbortSignal;
  readonly onProgress?: (share: number) => void;
}

const BATCH = 32;

/**
 * What the network's last layer reads of the samples at `rows`: from stored features where there are some,
 * else from the images.
 */
export async function penultimateVectors(
  source: MapSource,
  rows: Int32Array,
  context: Context,
): Promise<Vectors> {
  const reader = await openReader(source, rows, context.platform);
  const parts: Float32Array[] = [];
  try {
    for (let from = 0; from < rows.length; from += BATCH) {
      await context.platform.breathe();
      stopIfCancelled(context.signal);
      const vectors = await reader.read(from, Math.min(from + BATCH, rows.length));
      parts.push((await vectors.data()).slice() as Float32Array);
      vectors.dispose();
      context.onProgress?.(Math.min(1, (from + BATCH) / rows.length));
    }
  } finally {
    reader.dispose();
  }
  return joined(parts, rows.length);
}

interface Reader {
  /** [to − from, width], of the rows at these places; the caller's. */
  read(from: number, to: number): Promise<tf.Tensor2D>;
  dispose(): void;
}

function openReader(source: MapSource, rows: Int32Array, platform: Platform): Promise<Reader> {
  const { network, features, samples } = source;
  if (features?.samples.length !== samples.length) return imageReader(source, rows, platform);
  const { frozenBlocks, blocks } = network.model;
  return frozenBlocks === blocks.length
    ? pooledReader(network, features, rows)
    : prefixReader(network, features, rows, platform);
}

/** All is frozen: what is stored is what the head reads. */
async function pooledReader(network: TrainedNetwork, features: Features, rows: Int32Array): Promise<Reader> {
  const { head: spec, model, classes, weights } = network;
  const head = createHead(spec, model.features, classes.length, { weights });
  return {
    async read(from, to) {
      const inputs = await storedRows(features, rows.subarray(from, to));
      return lastRead(head, inputs as tf.Tensor2D);
    },
    dispose: () => head.dispose(),
  };
}

/** The blocks behind the frozen ones run on what is stored of those. */
async function prefixReader(
  network: TrainedNetwork,
  features: Features,
  rows: Int32Array,
  platform: Platform,
): Promise<Reader> {
  const { body, head, dispose } = await openNetwork(network, platform);
  const { frozenBlocks, blocks, pooling } = network.model;
  return {
    async read(from, to) {
      const inputs = await storedRows(features, rows.subarray(from, to));
      const map = body.forward(inputs, frozenBlocks, blocks.length, INFERENCE);
      inputs.dispose();
      const pooled = pool(map, pooling);
      map.dispose();
      return lastRead(head, pooled);
    },
    dispose,
  };
}

async function imageReader(
  { network, stored, fit, samples }: MapSource,
  rows: Int32Array,
  platform: Platform,
): Promise<Reader> {
  const entries = new Map(stored.index.samples.map((entry) => [entry.id, entry]));
  const wanted = Array.from(rows, (row) => entryOf(entries, samples[row] ?? '', stored));
  const dataset = {
    classes: stored.index.classes,
    samples: wanted.map((entry) => ({ entry, class: entry.class, part: 'test' as const })),
    fit,
    stored,
  };
  const { model } = network;
  const pixels = openPixels(dataset, model, platform, 0);
  const { body, head, dispose } = await openNetwork(network, platform);
  return {
    async read(from, to) {
      const places = Array.from({ length: to - from }, (_, offset) => from + offset);
      const batch = await pixels.batch(places);
      if (batch.samples.length < places.length) throw vanished(stored.index.name);
      const images = tf.tensor(Float32Array.from(batch.pixels), [places.length, ...model.input.shape]);
      const [features] = featuresOf(body, images, [model]);
      return lastRead(head, features as tf.Tensor2D);
    },
    dispose,
  };
}

/** Takes over the features. */
function lastRead(head: Head, features: tf.Tensor2D): tf.Tensor2D {
  const vectors = head.penultimate(features);
  features.dispose();
  return vectors;
}

/** The first version of each row, as it is stored. */
async function storedRows(features: Features, rows: Int32Array): Promise<tf.Tensor> {
  const { data } = await features.rows(rows.map((row) => row * features.views));
  return tf.tensor(data, [rows.length, ...features.shape]);
}

function joined(parts: readonly Float32Array[], count: number): Vectors {
  const values = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    values.set(part, at);
    at += part.length;
  }
  return { values, count, width: count === 0 ? 0 : values.length / count };
}

function entryOf(
  entries: ReadonlyMap<string, SampleEntry>,
  id: string,
  { index }: StoredDataset,
): SampleEntry {
  const entry = entries.get(id);
  if (!entry) throw vanished(index.name);
  return entry;
}

const vanished = (name: string): StepFailure =>
  new StepFailure({
    code: 'map/vanished',
    message: `Some images of “${name}” that were evaluated cannot be read any more.`,
    hint: 'Choose the folder again and run once more.',
  });
