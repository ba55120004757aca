import type { AugmentTransforms } from '../../plan/expressions';
import type { Platform, RgbImage, StoredDataset } from '../platform/platform';
import { drawExamples } from './examples';
import { createPixelSource } from './pixels';
import { selectSamples } from './select';

export interface PreviewRequest {
  readonly stored: StoredDataset;
  /** Id of the sample. */
  readonly sample: string;
  readonly transforms: AugmentTransforms;
  readonly seed: number;
  /** Pictures, the original included. */
  readonly count: number;
  /** Pixels of a side. */
  readonly size: number;
  readonly platform: Pick<Platform, 'decode' | 'breathe'>;
}

/**
 * The original (first) and versions of one sample, drawn as training draws its views. Throws when the
 * sample does not exist or cannot be read.
 */
export async function previewAugmentation(request: PreviewRequest): Promise<RgbImage[]> {
  const { stored, sample, transforms, seed, count, size: side, platform } = request;
  const everything = { dataset: stored.index.id, classes: [], domains: [], limitPerClass: 0, seed } as const;
  const { dataset } = selectSamples(stored, { ...everything, fit: 'crop' });
  const position = dataset.samples.findIndex(({ entry }) => entry.id === sample);
  if (position < 0) throw new Error(`"${stored.index.name}" has no sample "${sample}".`);
  const augmented = { ...dataset, augment: { transforms, views: count, seed } };
  const source = createPixelSource({ dataset: augmented, side, channels: 3, platform });
  await source.get(position);
  const draws = Array.from({ length: count }, (_, view) => ({ sample: position, view }));
  const partners = dataset.samples.map((_, other) => other);
  const { pixels } = await drawExamples(source, draws, partners);
  const bytes = side * side * 3;
  return draws.map((_, row) => ({
    width: side,
    height: side,
    rgb: pixels.slice(row * bytes, (row + 1) * bytes),
  }));
}
