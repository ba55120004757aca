import type { ImageWork } from '../../plan/estimate-work';
import { drawExamples } from '../data/examples';
import { createPixelSource } from '../data/pixels';
import { selectSamples } from '../data/select';
import type { Platform, StoredDataset } from '../platform/platform';

const MOST_IMAGES = 16;
const AT_ONCE = 4;
const BUDGET_MS = 80;

/**
 * Milliseconds of reading one image (decoding, resizing), or of varying one where the work says so,
 * measured on a few images from all over the dataset. `undefined` when none can be read.
 */
export async function measureImages(
  work: ImageWork,
  stored: StoredDataset,
  platform: Platform,
): Promise<number | undefined> {
  const { dataset } = selectSamples(stored, work.load);
  const { side, channels, augment } = work;
  const source = createPixelSource({ dataset: { ...dataset, augment }, side, channels, platform });
  const chosen = spread(dataset.samples.length, MOST_IMAGES);
  const first = dataset.samples[0];
  // The first read may fetch the whole dataset: that is no cost of an image.
  if (first) await stored.read(first.entry).catch(() => undefined);

  const read = async (some: readonly number[]) => (await source.batch(some)).samples;
  const vary = async (some: readonly number[]) => {
    const draws = some.map((sample) => ({ sample, view: 1 }));
    return (await drawExamples(source, draws, chosen)).draws;
  };
  // What is varied was read before.
  if (augment) await source.batch(chosen);
  return perImage(chosen, augment ? vary : read, platform.now);
}

/** The median of some groups, without the first where there are more: it also starts up the decoder. */
async function perImage(
  samples: readonly number[],
  work: (some: readonly number[]) => Promise<readonly unknown[]>,
  now: () => number,
): Promise<number | undefined> {
  const started = now();
  const costs: number[] = [];
  for (let from = 0; from < samples.length; from += AT_ONCE) {
    const begun = now();
    const done = (await work(samples.slice(from, from + AT_ONCE))).length;
    if (done > 0) costs.push((now() - begun) / done);
    if (costs.length > 1 && now() - started > BUDGET_MS) break;
  }
  const counted = (costs.length > 1 ? costs.slice(1) : costs).sort((a, b) => a - b);
  return counted[Math.floor(counted.length / 2)];
}

/** Up to `most` positions, evenly over `count`: datasets are sorted by class and folder. */
function spread(count: number, most: number): number[] {
  const chosen = Math.min(count, most);
  return Array.from({ length: chosen }, (_, place) => Math.floor((place * count) / chosen));
}
