import { z } from 'zod';
import type { Provenance } from '../models/bundle';
import { GRAFT_VERSION } from './export/graft-record';
import type { Ancestor, TrainingRecord } from './training-record';

/**
 * What a file says of itself may be anything: every value is checked before it is believed. Texts are
 * bounded, since they are shown; numbers are finite, since they are counted with.
 */
const text = z.string().max(2000);
const name = z.string().min(1).max(500);
const count = z.number().int().min(0);
const shape = z.array(count).max(8);

const perChannel = z.union([z.number(), z.array(z.number()).length(3)]);
const preprocessing = z.object({
  scale: perChannel,
  offset: perChannel,
  channels: z.literal('bgr').optional(),
  resize: z
    .object({
      interpolation: z.enum(['bilinear', 'bicubic', 'lanczos']).optional(),
      crop: z.number().gt(0).max(1).optional(),
    })
    .optional(),
});

const tunable = z.object({
  biases: count,
  norms: count,
  kernels: z.array(z.tuple([count, count])).max(10_000),
});

const block = z.object({
  name,
  label: text,
  stage: text.optional(),
  params: count,
  stored: count.optional(),
  shape: z.tuple([count, count, count]),
  flops: z.number().min(0),
  activation: z.number().min(0),
  kept: z.number().min(0),
  folded: count.optional(),
  tunable: tunable.optional(),
});

const info = z.object({
  label: text,
  family: text,
  format: z.enum(['layers', 'graph', 'network']),
  sourceTask: text,
  licence: text,
  origin: text,
  note: text,
  preprocessing,
  channels: z.union([z.literal(1), z.literal(3)]).optional(),
  inputSizes: z.array(z.number().int().min(1).max(4096)).min(1).max(64),
  defaultInputSize: z.number().int().min(1).max(4096),
  defaultCut: name,
  classifier: z.object({ block: name, classes: z.array(text).min(1).max(100_000) }).optional(),
  blocks: z.record(z.string(), z.array(block).min(1).max(2000)),
});

const training: z.ZodType<TrainingRecord> = z.lazy(() =>
  z.object({
    graph: text,
    savedAt: z.string().max(40),
    dataset: z.object({
      id: text,
      name: text,
      licence: text,
      classes: z.array(text).max(100_000),
      domains: z.array(text).max(10_000),
      limitPerClass: count.optional(),
    }),
    settings: z.object({
      optimizer: z.enum(['sgd', 'adam', 'adamw']),
      learningRate: z.number(),
      epochs: count,
      batchSize: count,
      seed: count,
      frozenBlocks: count,
      blocks: count,
      statistics: z.literal('target').optional(),
    }),
    startedFrom: ancestor,
    measured: z
      .array(
        z.object({
          part: z.enum(['train', 'val', 'test']),
          dataset: text,
          samples: count,
          accuracy: z.number().min(0).max(1),
        }),
      )
      .max(1000),
  }),
);

const ancestor: z.ZodType<Ancestor> = z.lazy(() =>
  z.union([
    z.object({ kind: z.literal('random'), label: text, seed: count }),
    z.object({
      kind: z.literal('backbone'),
      id: text,
      label: text,
      sourceTask: text,
      licence: text,
      origin: text,
      provenance: provenance.optional(),
    }),
    z.object({ kind: z.literal('trained'), training }),
  ]),
);

const provenance: z.ZodType<Provenance> = z.lazy(() =>
  z.object({
    kind: z.enum(['file', 'url', 'hugging-face', 'trained']),
    origin: text,
    checksum: z.string().max(64),
    verified: z.boolean(),
    readAt: z.string().max(40),
    format: z.enum(['safetensors', 'tfjs-layers', 'tfjs-graph', 'keras-h5', 'keras-zip', 'graft']),
    sourceClasses: z.array(text).max(100_000).optional(),
    leftOut: z.array(text).max(1000),
    random: z.object({ names: z.array(name).max(100_000), seed: count }).optional(),
    training: training.optional(),
  }),
);

const head = z.object({
  spec: z.object({
    hidden: z.array(z.number().int().min(1)).max(16),
    dropout: z.number().min(0).max(1),
    batchNorm: z.boolean(),
    l2: z.number(),
  }),
  pooling: z.enum(['average', 'max', 'flatten']),
  features: count,
  classes: z.array(text).max(100_000),
  weights: z.array(z.object({ name, shape })).max(1000),
});

export const graftSchema = z.object({
  version: z.literal(GRAFT_VERSION),
  topology: z.record(z.string(), z.unknown()),
  order: z.array(z.object({ name, shape })).max(100_000),
  whole: z
    .array(
      z.object({ name, shape, dtype: z.enum(['int32', 'bool']), bytes: z.array(z.number()).max(100_000) }),
    )
    .max(100_000),
  info,
  provenance,
  head: head.optional(),
});

export type GraftRecord = z.infer<typeof graftSchema>;
