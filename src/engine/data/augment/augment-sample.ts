import type { AugmentTransforms } from '../../../plan/expressions';
import { createRandom, derive, type Random } from '../random';
import type { SquareImage } from '../square-image';
import { augment } from './augment';
import { cutmix, type Mixed, mixup } from './mix';

/** An image and the index of its class. */
export interface LabelledImage {
  readonly image: SquareImage;
  readonly class: number;
}

export interface AugmentRequest {
  /** The original. */
  readonly sample: LabelledImage;
  /** Stable name of the sample: draws depend on it, not on its position in some list. */
  readonly id: string;
  /** 0 is the original; every other view has draws of its own. Without stored views: the epoch, from 1. */
  readonly view: number;
  readonly transforms: AugmentTransforms;
  readonly seed: number;
  /** How many classes there are. */
  readonly classes: number;
  /** What mixup and CutMix mix in, of the same size; none switches mixing off. */
  readonly partner?: LabelledImage;
}

export interface AugmentedSample {
  readonly image: SquareImage;
  /** Weights of the classes; they sum to 1. */
  readonly label: Float32Array;
}

/**
 * One version of a sample with its (soft) label. Equal seed, id and view give equal draws, whatever
 * else was drawn. With mixup and CutMix both on, each is used for half of the draws, as in timm; the
 * partner is varied like the sample itself.
 */
export function augmentSample(request: AugmentRequest): AugmentedSample {
  const { sample, id, view, transforms, seed, classes, partner } = request;
  if (view === 0) return original(sample, classes);
  const randomFor = (purpose: string): Random => createRandom(derive(seed, purpose, id, view));
  const image = augment(sample.image, transforms, randomFor('version'));
  const random = randomFor('mix');
  const mix = mixing(transforms, random);
  const { label } = original(sample, classes);
  if (!mix || !partner) return { image, label };
  const mixed = mix(image, augment(partner.image, transforms, randomFor('partner')), random);
  label[sample.class] = mixed.share;
  label[partner.class] = (label[partner.class] ?? 0) + (1 - mixed.share);
  return { image: mixed.image, label };
}

/** The sample as it is, with all the weight on its class. */
export function original(sample: LabelledImage, classes: number): AugmentedSample {
  const label = new Float32Array(classes);
  label[sample.class] = 1;
  return { image: sample.image, label };
}

/** Whether these transforms mix two images. */
export const mixesImages = (transforms: AugmentTransforms): boolean =>
  transforms.mixup > 0 || transforms.cutmix > 0;

type Mixing = (first: SquareImage, second: SquareImage, random: Random) => Mixed;

function mixing({ mixup: blend, cutmix: patch }: AugmentTransforms, random: Random): Mixing | undefined {
  const coin = random.uniform();
  if (blend > 0 && (patch === 0 || coin < 0.5)) return (a, b, draw) => mixup(a, b, blend, draw);
  if (patch > 0) return (a, b, draw) => cutmix(a, b, patch, draw);
  return undefined;
}
