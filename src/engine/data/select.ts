import { PARTS, type SampleEntry } from '../../plan/catalog';
import type { LoadExpression } from '../../plan/expressions';
import type { OwnProblem } from '../../plan/kind';
import { limitedSizes } from '../../plan/part-sizes';
import type { StoredDataset } from '../platform/platform';
import { countParts, type DataSample, type DatasetOutcome } from './dataset';
import { listNames } from './names';
import { createRandom, derive } from './random';

/**
 * The samples that a Dataset node keeps: of the wanted classes and domains, at most `limitPerClass`
 * of each class; or, where domains are what is told apart, of each domain. The choice is seeded class by class, so leaving out one class changes no other, and a
 * larger limit keeps all that a smaller one kept (as long as no folder split it).
 * Samples without a folder part are `train` until a split says otherwise.
 */
export function selectSamples(stored: StoredDataset, params: Omit<LoadExpression, 'op'>): DatasetOutcome {
  const { index } = stored;
  const entries = index.samples.filter(
    (entry) =>
      isWanted(entry.class, index.classes, params.classes) &&
      isWanted(entry.domain, index.domains, params.domains),
  );
  const byDomain = params.labels === 'domains';
  const labelOf = (entry: SampleEntry) => (byDomain ? entry.domain : entry.class);
  const kept = byDomain
    ? index.domains.filter((_, domain) => isWanted(domain, index.domains, params.domains))
    : keptClasses(index.classes, entries, params);
  const labels = byDomain ? index.domains : index.classes;
  const position = new Map(labels.map((name, from) => [from, kept.indexOf(name)]));
  const samples: DataSample[] = [];
  for (const entry of entries) {
    const target = position.get(labelOf(entry) ?? -1) ?? -1;
    if (target >= 0) samples.push({ entry, class: target, part: entry.part ?? 'train' });
  }
  const limited = limitPerClass(kept, samples, params.limitPerClass, params.seed);
  const dataset = { classes: kept, samples: limited, fit: params.fit, stored };
  return { dataset, problems: problemsOf(dataset, params, index.classes, index.domains) };
}

const isWanted = (index: number | undefined, all: readonly string[], wanted: readonly string[]): boolean =>
  wanted.length === 0 || (index !== undefined && wanted.includes(all[index] ?? ''));

/** A domain may have only some of the classes: with none chosen, those it lacks are no part of the task. */
function keptClasses(
  all: readonly string[],
  entries: readonly SampleEntry[],
  { classes, domains }: Pick<LoadExpression, 'classes' | 'domains'>,
): string[] {
  if (classes.length > 0) return all.filter((name) => classes.includes(name));
  const present = new Set(entries.map((entry) => entry.class));
  return all.filter((_, index) => domains.length === 0 || present.has(index));
}

function limitPerClass(
  classes: readonly string[],
  samples: readonly DataSample[],
  most: number,
  seed: number,
): readonly DataSample[] {
  if (most === 0) return samples;
  const sizes = countParts({ classes, samples }).map((counts) => limitedSizes(counts, most));
  const chosen = new Set<DataSample>();
  classes.forEach((name, index) => {
    const own = samples.filter((sample) => sample.class === index);
    for (const part of PARTS) {
      const inPart = own.filter((sample) => sample.part === part);
      const order = createRandom(derive(seed, 'limit', name, part)).shuffle(inPart);
      for (const sample of order.slice(0, sizes[index]?.[part] ?? 0)) chosen.add(sample);
    }
  });
  return samples.filter((sample) => chosen.has(sample));
}

function problemsOf(
  dataset: DatasetOutcome['dataset'],
  params: Omit<LoadExpression, 'op'>,
  classes: readonly string[],
  domains: readonly string[],
): OwnProblem[] {
  const unknownClasses = params.classes.filter((name) => !classes.includes(name));
  const unknownDomains = params.domains.filter((name) => !domains.includes(name));
  const present = new Set(dataset.samples.map((sample) => sample.class));
  const empty = dataset.classes.filter((_, index) => !present.has(index));
  return [
    ...unknown('classes', 'class', unknownClasses),
    ...unknown('domains', 'domain', unknownDomains),
    ...(dataset.samples.length === 0 ? [noSamples] : empty.length > 0 ? [emptyClasses(empty)] : []),
  ];
}

const unknown = (param: string, noun: string, names: readonly string[]): OwnProblem[] =>
  names.length === 0
    ? []
    : [
        {
          code: `data/unknown-${noun}`,
          severity: 'warning',
          param,
          message: `The dataset has no ${noun} ${listNames(names)}.`,
          hint: 'It may come from another dataset: take it out of the selection.',
        },
      ];

const noSamples: OwnProblem = {
  code: 'data/no-samples',
  severity: 'error',
  param: 'classes',
  message: 'No sample is left after the selection.',
  hint: 'Keep more classes or domains.',
};

const emptyClasses = (names: readonly string[]): OwnProblem => ({
  code: 'data/empty-class',
  severity: 'warning',
  param: 'classes',
  message: `There is no sample of ${listNames(names)}.`,
  hint: 'Add images of that class, or leave it out of the selection.',
});
