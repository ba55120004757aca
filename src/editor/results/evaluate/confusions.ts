export interface Confusion {
  readonly truth: number;
  readonly predicted: number;
  readonly count: number;
  /** Images of the true class. */
  readonly total: number;
}

/** The pairs of classes that were taken for one another most often; equal counts in the order of the classes. */
export function topConfusions(confusion: readonly (readonly number[])[], most: number): readonly Confusion[] {
  const found: Confusion[] = [];
  confusion.forEach((row, truth) => {
    const total = row.reduce((sum, count) => sum + count, 0);
    row.forEach((count, predicted) => {
      if (count > 0 && predicted !== truth) found.push({ truth, predicted, count, total });
    });
  });
  return found.sort((a, b) => b.count - a.count).slice(0, most);
}
