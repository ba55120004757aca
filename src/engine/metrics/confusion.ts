import type { ClassMetrics } from '../results';
import { mean, ratio } from './predictions';

/** Counts of samples; rows are the truth, columns the prediction. */
export type Confusion = readonly (readonly number[])[];

export function confusionMatrix(
  truth: ArrayLike<number>,
  predicted: ArrayLike<number>,
  classes: number,
): Confusion {
  const counts = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  for (let i = 0; i < truth.length; i++) {
    const row = counts[truth[i] ?? -1];
    const column = predicted[i] ?? -1;
    if (!row || row[column] === undefined) throw new RangeError(`Sample ${i} has a class beyond ${classes}.`);
    row[column]++;
  }
  return counts;
}

/** Precision, recall and F1 of each class; 0 where undefined. */
export function classMetrics(confusion: Confusion, names: readonly string[]): ClassMetrics[] {
  return names.map((name, index) => {
    const hits = confusion[index]?.[index] ?? 0;
    const support = (confusion[index] ?? []).reduce((sum, count) => sum + count, 0);
    const answered = confusion.reduce((sum, row) => sum + (row[index] ?? 0), 0);
    return {
      name,
      support,
      precision: ratio(hits, answered),
      recall: ratio(hits, support),
      f1: ratio(2 * hits, support + answered),
    };
  });
}

export function accuracyOf(confusion: Confusion): number {
  const hits = confusion.reduce((sum, row, index) => sum + (row[index] ?? 0), 0);
  const total = confusion.flat().reduce((sum, count) => sum + count, 0);
  return ratio(hits, total);
}

/** Mean recall over the classes that occur: each class counts the same, however rare. */
export const balancedAccuracyOf = (metrics: readonly ClassMetrics[]): number =>
  mean(metrics.filter((metric) => metric.support > 0).map((metric) => metric.recall));

/** Mean F1 over the classes that occur in truth or prediction, as scikit-learn's `average="macro"`. */
export function macroF1Of(confusion: Confusion, metrics: readonly ClassMetrics[]): number {
  const answered = (index: number): boolean => confusion.some((row) => (row[index] ?? 0) > 0);
  return mean(
    metrics.filter((metric, index) => metric.support > 0 || answered(index)).map((metric) => metric.f1),
  );
}
