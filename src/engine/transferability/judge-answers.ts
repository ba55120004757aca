import type { LinearProbe } from './linear-probe';
import { classCounts, type LabelledFeatures } from './samples';

/**
 * What left-out answers [count, classes] are worth, sample by sample, on the same footing as a linear probe's:
 * that shrinks its answers by the penalty with the smallest error of left-out samples, so these are drawn
 * towards the classes' shares by the factor with the smallest error (least squares, within 0 and 1). A network
 * that learned few images by heart is far too certain otherwise.
 */
export function judgeAnswers(
  answers: Float32Array,
  { labels, classes }: Pick<LabelledFeatures, 'labels' | 'classes'>,
): Pick<LinearProbe, 'right' | 'errors'> {
  const shares = Float64Array.from(classCounts({ labels, classes }), (count) => count / labels.length);
  const answer = (row: number, c: number): number => answers[row * classes + c] ?? 0;
  const truth = (row: number, c: number): number => (labels[row] === c ? 1 : 0);
  let along = 0;
  let length = 0;
  for (let row = 0; row < labels.length; row++) {
    for (let c = 0; c < classes; c++) {
      const away = answer(row, c) - (shares[c] ?? 0);
      along += away * (truth(row, c) - (shares[c] ?? 0));
      length += away * away;
    }
  }
  const factor = length > 0 ? Math.min(1, Math.max(0, along / length)) : 0;
  return {
    right: Uint8Array.from(labels, (label, row) => {
      const own = answers.subarray(row * classes, (row + 1) * classes);
      return own.indexOf(Math.max(...own)) === label ? 1 : 0;
    }),
    errors: Float64Array.from(labels, (_, row) => {
      let sum = 0;
      for (let c = 0; c < classes; c++) {
        const share = shares[c] ?? 0;
        sum += (share + factor * (answer(row, c) - share) - truth(row, c)) ** 2;
      }
      return sum;
    }),
  };
}
