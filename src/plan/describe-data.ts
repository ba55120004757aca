import type { Catalog, DatasetSummary, Part } from './catalog';
import type { DataExpression, DataValue, LoadExpression, PartCounts, SplitExpression } from './expressions';
import { limitedSizes, openShares, partSizes } from './part-sizes';
import { rememberDescriptions } from './remember';

/** What is known of a data expression without loading it; `undefined` when its dataset is not in the store. */
export const describeData = rememberDescriptions(describeNew);

function describeNew(expression: DataExpression, catalog: Catalog): DataValue | undefined {
  switch (expression.op) {
    case 'load': {
      const summary = catalog.dataset(expression.dataset);
      return summary && loaded(expression, summary);
    }
    case 'split': {
      const data = describeData(expression.data, catalog);
      return data && split(expression, data);
    }
    case 'augment': {
      const data = describeData(expression.data, catalog);
      return data && { ...data, expression, views: expression.views };
    }
  }
}

function loaded(expression: LoadExpression, summary: DatasetSummary): DataValue {
  const byDomain = expression.labels === 'domains';
  const labels = byDomain ? summary.domains : summary.classes;
  const keepsClass = keeps(expression.classes, summary.classes);
  const keepsDomain = keeps(expression.domains, summary.domains);
  const counts = labels.map(() => ({ train: 0, val: 0, test: 0 }));
  for (const cell of summary.cells) {
    if (!keepsClass(cell.class) || (cell.domain !== undefined && !keepsDomain(cell.domain))) continue;
    const count = counts[(byDomain ? cell.domain : cell.class) ?? -1];
    if (count) count[cell.part ?? 'train'] += cell.count;
  }
  const limited = counts.map((count) => limitedSizes(count, expression.limitPerClass));
  // A domain may have only some of the classes: with none chosen, those it lacks are no part of the task.
  const keepsLabel = byDomain
    ? keepsDomain
    : expression.classes.length === 0 && expression.domains.length > 0
      ? (index: number) => sizeOf(counts[index]) > 0
      : keepsClass;
  const hasFolders = summary.cells.some((cell) => cell.part !== undefined);
  return {
    type: 'data',
    modality: summary.modality,
    expression,
    datasetName: summary.name,
    classes: labels.filter((_, index) => keepsLabel(index)),
    domains: summary.domains.filter((_, index) => keepsDomain(index)),
    hasSources: summary.hasSources,
    classCounts: limited.filter((_, index) => keepsLabel(index)),
    isExact: true,
    isSplit: summary.cells.some((cell) => cell.part === 'val' || cell.part === 'test'),
    hasFolders,
    views: 1,
  };
}

const sizeOf = (count: PartCounts | undefined): number => (count ? count.train + count.val + count.test : 0);

const keeps =
  (wanted: readonly string[], all: readonly string[]) =>
  (index: number): boolean =>
    wanted.length === 0 || wanted.includes(all[index] ?? '');

function split(expression: SplitExpression, data: DataValue): DataValue {
  const { keepFolders, trainPerClass } = expression;
  const given = givenParts(keepFolders ? data.classCounts : []);
  const shares = openShares(given, expression);
  const classCounts = data.classCounts.map((count) => {
    const kept = { val: given.has('val') ? count.val : 0, test: given.has('test') ? count.test : 0 };
    const open = partSizes(
      count.train + count.val + count.test - kept.val - kept.test,
      shares.val,
      shares.test,
    );
    const train = trainPerClass > 0 ? Math.min(open.train, trainPerClass) : open.train;
    return { train, val: kept.val + open.val, test: kept.test + open.test };
  });
  return { ...data, expression, classCounts, isExact: data.isExact && !expression.bySource, isSplit: true };
}

/** The parts besides training that the dataset's folders gave. */
const givenParts = (counts: readonly PartCounts[]): ReadonlySet<Part> =>
  new Set((['val', 'test'] as const).filter((part) => counts.some((count) => count[part] > 0)));

/** Sums over the classes. */
export function totals(data: DataValue): PartCounts {
  return data.classCounts.reduce<PartCounts>(
    (sum, count) => ({
      train: sum.train + count.train,
      val: sum.val + count.val,
      test: sum.test + count.test,
    }),
    { train: 0, val: 0, test: 0 },
  );
}
