import type { Part } from '../../plan/catalog';
import type { PartCounts, SplitExpression } from '../../plan/expressions';
import { partSizes } from '../../plan/part-sizes';
import type { DataSample } from './dataset';
import { groupBy } from './groups';
import type { Random } from './random';

type Fractions = Pick<SplitExpression, 'val' | 'test'>;

/** In case of a tie the earlier one comes first, as in `partSizes`. */
const PREFERENCE: readonly Part[] = ['train', 'test', 'val'];

/** Divides the samples of one class, each on its own; sizes are exactly `partSizes`. */
export function partsBySample(
  samples: readonly DataSample[],
  { val, test }: Fractions,
  random: Random,
): Map<DataSample, Part> {
  const sizes = partSizes(samples.length, val, test);
  return new Map(
    random.shuffle(samples).map((sample, position): [DataSample, Part] => {
      if (position < sizes.test) return [sample, 'test'];
      return [sample, position < sizes.test + sizes.val ? 'val' : 'train'];
    }),
  );
}

/**
 * Divides the sources of one class, each as a whole, so that the parts come as near to their share of
 * samples as whole sources allow. Larger sources are placed first, each where the largest share is
 * missing; the smaller ones then even out. The first goes to training: a class is never without it.
 *
 * `taken` says where sources already are and learns of the ones placed here: a source whose samples
 * belong to several classes stays together too.
 */
export function partsBySource(
  samples: readonly DataSample[],
  { val, test }: Fractions,
  random: Random,
  taken: Map<string, Part>,
): Map<DataSample, Part> {
  const targets = partSizes(samples.length, val, test);
  const filled = { train: 0, val: 0, test: 0 };
  const parts = new Map<DataSample, Part>();
  const place = (group: readonly DataSample[], part: Part): void => {
    filled[part] += group.length;
    for (const sample of group) parts.set(sample, part);
  };

  const open: (readonly [string, DataSample[]])[] = [];
  for (const [source, group] of groupBy(samples, sourceOf)) {
    const part = taken.get(source);
    if (part) place(group, part);
    else open.push([source, group]);
  }
  // Sorting is stable: among sources of one size the shuffled order stays.
  const order = random.shuffle(open).sort(([, a], [, b]) => b.length - a.length);
  for (const [source, group] of order) {
    const part = filled.train === 0 ? 'train' : neediest(targets, filled, group.length);
    place(group, part);
    taken.set(source, part);
  }
  return parts;
}

/** A sample without a source is one of its own; the prefix keeps its id apart from sources' names. */
const sourceOf = ({ entry }: DataSample): string => entry.source ?? `sample ${entry.id}`;

/** Where the largest share is missing, among parts that `size` more samples bring nearer to their target. */
function neediest(targets: PartCounts, filled: PartCounts, size: number): Part {
  const need = (part: Part): number => targets[part] - filled[part];
  const share = (part: Part): number => need(part) / Math.max(1, targets[part]);
  const nearer = PREFERENCE.filter((part) => need(part) > 0 && need(part) >= size / 2);
  const best = (among: readonly Part[], measure: (part: Part) => number): Part =>
    among.reduce((found, part) => (measure(part) > measure(found) ? part : found), among[0] ?? 'train');
  return nearer.length > 0 ? best(nearer, share) : best(PREFERENCE, need);
}
