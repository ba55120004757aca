import { z } from 'zod';

const text = z.string().max(5000);
const count = z.number().int().nonnegative();
const perChannel = z.union([z.number(), z.array(z.number()).max(4)]);

/** What the editor and the compiler rely on; a file from outside may say anything of itself. */
const modelSchema = z.looseObject({
  info: z.looseObject({
    id: text,
    label: text,
    family: text,
    format: z.enum(['layers', 'graph', 'network']),
    weights: text,
    sourceTask: text,
    licence: text,
    origin: text,
    note: text,
    preprocessing: z.looseObject({
      scale: perChannel,
      offset: perChannel,
      resize: z
        .looseObject({
          interpolation: z.enum(['bilinear', 'bicubic', 'lanczos']).optional(),
          crop: z.number().gt(0).max(1).optional(),
        })
        .optional(),
    }),
    inputSizes: z.array(count).min(1).max(100),
    defaultInputSize: count,
    defaultCut: text,
    blocks: z.record(
      z.string(),
      z.array(
        z.looseObject({
          name: text,
          label: text,
          params: count,
          shape: z.tuple([count, count, count]),
          flops: z.number().nonnegative(),
          activation: z.number().nonnegative(),
          kept: z.number().nonnegative(),
        }),
      ),
    ),
  }),
  provenance: z.looseObject({
    kind: z.enum(['file', 'url', 'hugging-face', 'trained']),
    origin: text,
    checksum: text,
    readAt: text,
    leftOut: z.array(text),
  }),
  files: z.looseObject({ json: z.record(z.string(), z.unknown()) }),
  head: z
    .looseObject({
      features: count,
      classes: z.array(text),
      spec: z.looseObject({}),
    })
    .optional(),
});

/** Has a file that calls itself a model the parts of one? */
export const isModel = (model: unknown): boolean => modelSchema.safeParse(model).success;
