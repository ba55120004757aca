import type { AugmentTransforms } from '../../../plan/expressions';
import { createRandom, derive, type Random } from '../random';
import type { SquareImage } from '../square-image';
import { augment } from './augment';
import { cutmix, type Mixed, mixup } from './mix';

export interface SampleRef {
  /** Stable name of the sample: draws depend on it, not on its position. */
  readonly id: string;
  /** Index of its class. */
  readonly class: number;
}

export interface AugmentRequest<S extends SampleRef> {
  readonly sample: S;
  /** 0 is the original; every other view has draws of its own. Without stored views: the epoch, from 1. */
  readonly view: number;
  readonly transforms: AugmentTransforms;
  readonly seed: number;
  /** How many classes there are. */
  readonly classes: number;
  /** Training samples to mix with; none switches mixing off. */
  readonly partners: readonly S[];
  /** Pixels of a sample; all have one size. */
  readonly image: (sample: S) => Promise<SquareImage>;
}

export interface AugmentedSample {
  readonly image: SquareImage;
  /** Weights of the classes; they sum to 1. */
  readonly label: Float32Array;
}

/**
 * One version of a sample with its (soft) label. Equal seed, sample id and view give equal pixels,
 * whatever else was drawn. With mixup and CutMix both on, each is used for half of the draws, as in
 * timm; the partner is drawn from `partners` and varied like the sample itself.
 */
export async function augmentSample<S extends SampleRef>(
  request: AugmentRequest<S>,
): Promise<AugmentedSample> {
  const { sample, view, transforms, seed, classes, partners } = request;
  const original = await request.image(sample);
  if (view === 0) return { image: original, label: labelOf(classes, sample.class) };
  const drawFor = (purpose: string): Random => createRandom(derive(seed, purpose, sample.id, view));
  const image = augment(original, transforms, drawFor('version'));
  const random = drawFor('mix');
  const method = mixing(transforms, random);
  const partner = partners[partners.length > 0 ? random.integer(partners.length) : 0];
  if (!method || !partner) return { image, label: labelOf(classes, sample.class) };
  const other = augment(await request.image(partner), transforms, drawFor('partner'));
  const mixed = method(image, other, random);
  const label = labelOf(classes, sample.class, mixed.share);
  label[partner.class] = (label[partner.class] ?? 0) + (1 - mixed.share);
  return { image: mixed.image, label };
}

type Mixing = (first: SquareImage, second: SquareImage, random: Random) => Mixed;

function mixing({ mixup: up, cutmix: cut }: AugmentTransforms, random: Random): Mixing | undefined {
  const coin = random.uniform();
  if (up > 0 && (cut === 0 || coin < 0.5)) return (first, second, draw) => mixup(first, second, up, draw);
  if (cut > 0) return (first, second, draw) => cutmix(first, second, cut, draw);
  return undefined;
}

function labelOf(classes: number, index: number, weight = 1): Float32Array {
  const label = new Float32Array(classes);
  label[index] = weight;
  return label;
}
