import { t } from '../../language/t';
/** Of more classes, names and cells would be too many to read and to draw one by one. */
export const MOST_LABELLED = 32;

const WIDEST = 340;
const LARGEST_CELL = 64;

/** Side of a cell so that few classes are not huge and more still fit; 20 classes keep their numbers. */
export const cellSize = (classes: number): number =>
  Math.min(LARGEST_CELL, Math.floor(WIDEST / Math.max(1, classes)));

export const shorten = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, Math.max(1, most - 1)).trimEnd()}…`;

/** What one cell of a confusion matrix says, in words. */
export function describeCell(
  confusion: readonly (readonly number[])[],
  names: readonly string[],
  truth: number,
  predicted: number,
): string {
  const count = confusion[truth]?.[predicted] ?? 0;
  const total = (confusion[truth] ?? []).reduce((sum, value) => sum + value, 0);
  const truthName = names[truth] ?? '';
  if (truth === predicted)
    return t('{count} of {total} “{truthName}” recognised', { count, total, truthName });
  return t('{count} “{truthName}” taken for “{value}”', { count, truthName, value: names[predicted] ?? '' });
}
