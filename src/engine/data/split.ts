import type { Part } from '../../plan/catalog';
import type { SplitExpression } from '../../plan/expressions';
import { openShares } from '../../plan/part-sizes';
import { countParts, type DataSample, type Dataset, type DatasetOutcome } from './dataset';
import { groupBy } from './groups';
import { createRandom, derive, type Random } from './random';
import { partsBySample, partsBySource } from './split-parts';
import { splitProblems } from './split-problems';

/**
 * Gives each sample its part. Stratified: each class is divided on its own, seeded by its name, so
 * the other classes do not change how it is divided. Disjoint: a sample has one part.
 * With `keepFolders`, what lies in folders for validation or test stays there; the rest is divided
 * over the parts that have no folder (see `openShares`), so `train` and `test` alone still give a
 * validation part.
 */
export function splitSamples(dataset: Dataset, params: Omit<SplitExpression, 'op' | 'data'>): DatasetOutcome {
  const placed = new Map<DataSample, Part>();
  if (params.keepFolders) placeByFolder(dataset.samples, params.bySource, placed);
  const shares = openShares(new Set(placed.values()), params);
  const takenSources = params.bySource ? sourceParts(placed) : new Map<string, Part>();

  dataset.classes.forEach((name, index) => {
    const random = createRandom(derive(params.seed, 'split', name));
    const open = dataset.samples.filter((sample) => sample.class === index && !placed.has(sample));
    const parts = params.bySource
      ? partsBySource(open, shares, random, takenSources)
      : partsBySample(open, shares, random);
    for (const [sample, part] of parts) placed.set(sample, part);
  });

  const samples = dataset.samples.map((sample) => ({ ...sample, part: placed.get(sample) ?? sample.part }));
  const limited = limitTraining(dataset.classes, samples, params);
  const split = { ...dataset, samples: limited };
  return { dataset: split, problems: splitProblems(countParts(split), dataset.classes, params) };
}

/** Where folders put samples; near-duplicates of one that has a place join it. */
function placeByFolder(
  samples: readonly DataSample[],
  bySource: boolean,
  placed: Map<DataSample, Part>,
): void {
  for (const sample of samples) {
    const { part } = sample.entry;
    if (part === 'val' || part === 'test') placed.set(sample, part);
  }
  if (!bySource) return;
  const parts = sourceParts(placed);
  for (const sample of samples) {
    const part = sample.entry.source !== undefined ? parts.get(sample.entry.source) : undefined;
    if (part && !placed.has(sample)) placed.set(sample, part);
  }
}

function sourceParts(placed: ReadonlyMap<DataSample, Part>): Map<string, Part> {
  const parts = new Map<string, Part>();
  for (const [{ entry }, part] of placed) {
    if (entry.source !== undefined && !parts.has(entry.source)) parts.set(entry.source, part);
  }
  return parts;
}

/**
 * Keeps at most `trainPerClass` training samples of each class. The order is seeded, so 10 include the
 * 5 that a limit of 5 keeps. With `bySource` sources take turns: the few labels show different things.
 */
function limitTraining(
  classes: readonly string[],
  samples: readonly DataSample[],
  { trainPerClass, bySource, seed }: Pick<SplitExpression, 'trainPerClass' | 'bySource' | 'seed'>,
): readonly DataSample[] {
  if (trainPerClass === 0) return samples;
  const dropped = new Set<DataSample>();
  classes.forEach((name, index) => {
    const random = createRandom(derive(seed, 'train per class', name));
    const training = samples.filter((sample) => sample.class === index && sample.part === 'train');
    const order = bySource ? takingTurns(training, random) : random.shuffle(training);
    for (const sample of order.slice(trainPerClass)) dropped.add(sample);
  });
  return samples.filter((sample) => !dropped.has(sample));
}

/** One sample of each source, then a second of each, and so on; sources and their samples shuffled. */
function takingTurns(samples: readonly DataSample[], random: Random): DataSample[] {
  const groups = [...groupBy(samples, (sample) => sample.entry.source ?? sample.entry.id).values()];
  const shuffled = random.shuffle(groups.map((group) => random.shuffle(group)));
  const longest = Math.max(0, ...shuffled.map((group) => group.length));
  const rounds = Array.from({ length: longest }, (_, round) =>
    shuffled.flatMap((group) => group[round] ?? []),
  );
  return rounds.flat();
}
