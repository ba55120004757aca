import {
  type AugmentedSample,
  augmentSample,
  type LabelledImage,
  mixesImages,
  original,
} from './augment/augment-sample';
import { mapInOrder } from './concurrency';
import type { PixelSource } from './pixels';
import { createRandom, derive } from './random';

/** One version of one sample: view 0 is the original. */
export interface Draw {
  /** Position in `dataset.samples`. */
  readonly sample: number;
  readonly view: number;
}

/** Network inputs with their soft labels. Draws whose sample cannot be read are left out. */
export interface Examples {
  readonly draws: readonly Draw[];
  /** `draws.length × side × side × channels` bytes. */
  readonly pixels: Uint8Array;
  /** `draws.length × classes`; each row sums to 1. */
  readonly labels: Float32Array;
}

const CONCURRENCY = 4;
/** How many partners are tried until one can be read. */
const PARTNER_TRIES = 4;

/**
 * The pixels and labels of some draws, in order. `partners` are the training samples that mixup and
 * CutMix may mix in. Without augmentation in the dataset every view is the original.
 */
export async function drawExamples(
  source: PixelSource,
  draws: readonly Draw[],
  partners: readonly number[],
): Promise<Examples> {
  const drawn = await mapInOrder(draws, CONCURRENCY, (draw) => drawOne(source, draw, partners));
  const { side, channels, dataset } = source;
  const readable = drawn.filter((example) => example !== undefined);
  const bytes = side * side * channels;
  const pixels = new Uint8Array(readable.length * bytes);
  const labels = new Float32Array(readable.length * dataset.classes.length);
  readable.forEach((example, row) => {
    pixels.set(example.image.pixels, row * bytes);
    labels.set(example.label, row * dataset.classes.length);
  });
  return { draws: draws.filter((_, index) => drawn[index]), pixels, labels };
}

async function drawOne(
  source: PixelSource,
  { sample: position, view }: Draw,
  partners: readonly number[],
): Promise<AugmentedSample | undefined> {
  const { augment, samples, classes } = source.dataset;
  const sample = await labelled(source, position);
  const id = samples[position]?.entry.id;
  if (!sample || id === undefined) return undefined;
  if (!augment || view === 0) return original(sample, classes.length);
  const { transforms, seed } = augment;
  const partner = mixesImages(transforms)
    ? await pickPartner(source, partners, derive(seed, 'which partner', id, view))
    : undefined;
  return augmentSample({ sample, id, view, transforms, seed, classes: classes.length, partner });
}

/** A seeded pick among those that can be read. */
async function pickPartner(
  source: PixelSource,
  partners: readonly number[],
  seed: number,
): Promise<LabelledImage | undefined> {
  if (partners.length === 0) return undefined;
  const random = createRandom(seed);
  for (let tries = 0; tries < PARTNER_TRIES; tries++) {
    const partner = await labelled(source, partners[random.integer(partners.length)] ?? -1);
    if (partner) return partner;
  }
  return undefined;
}

/** `undefined` when the sample cannot be read; the source keeps the reason. */
async function labelled(source: PixelSource, position: number): Promise<LabelledImage | undefined> {
  const { side, channels, dataset } = source;
  const index = dataset.samples[position]?.class;
  const pixels = await source.get(position).catch(() => undefined);
  return pixels && index !== undefined ? { image: { side, channels, pixels }, class: index } : undefined;
}
