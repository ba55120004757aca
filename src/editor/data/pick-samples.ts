import type { DatasetIndex, SampleEntry } from '../../plan/catalog';

/** Names to keep; an empty list keeps all. */
interface Filter {
  readonly classes: readonly string[];
  readonly domains: readonly string[];
}

/** The samples of a dataset that a filter by class and domain leaves. */
export function filterSamples(index: DatasetIndex, { classes, domains }: Filter): SampleEntry[] {
  const keepsClass = members(index.classes, classes);
  const keepsDomain = members(index.domains, domains);
  return index.samples.filter(
    (sample) => keepsClass(sample.class) && (sample.domain === undefined || keepsDomain(sample.domain)),
  );
}

function members(all: readonly string[], wanted: readonly string[]): (index: number) => boolean {
  if (wanted.length === 0) return () => true;
  const kept = new Set(wanted);
  return (index) => kept.has(all[index] ?? '');
}

/**
 * A few samples that show what a dataset is: the classes in turn, and within a class evenly spread.
 * `turn` gives others.
 */
export function pickSamples(samples: readonly SampleEntry[], count: number, turn = 0): SampleEntry[] {
  const byClass = new Map<number, SampleEntry[]>();
  for (const sample of samples) {
    const list = byClass.get(sample.class);
    if (list) list.push(sample);
    else byClass.set(sample.class, [sample]);
  }
  const classes = [...byClass.values()];
  const picked: SampleEntry[] = [];
  const rounds = Math.ceil(count / Math.max(1, classes.length));
  for (let round = 0; round < rounds; round++) {
    for (const list of classes) {
      if (picked.length >= count) break;
      const place = Math.floor((round * list.length) / rounds) + turn * 7;
      const sample = list[place % list.length];
      if (sample && !picked.includes(sample)) picked.push(sample);
    }
  }
  return picked;
}
