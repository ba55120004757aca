import type { Mistake } from '../results';
import type { Predictions } from './predictions';

/** Where a sample comes from, so that its picture can be found. */
export interface SampleName {
  readonly dataset: string;
  readonly sample: string;
}

/** The mistakes that the classifier was surest of, at most `most`. */
export function worstMistakes(
  { truth, probabilities, classes }: Predictions,
  predicted: ArrayLike<number>,
  samples: readonly SampleName[],
  most: number,
): Mistake[] {
  const mistakes: Mistake[] = [];
  samples.forEach(({ dataset, sample }, row) => {
    const answer = predicted[row] ?? 0;
    const right = truth[row] ?? 0;
    if (answer === right) return;
    mistakes.push({
      dataset,
      sample,
      truth: right,
      predicted: answer,
      confidence: probabilities[row * classes + answer] ?? 0,
      truthProbability: probabilities[row * classes + right] ?? 0,
    });
  });
  return mistakes
    .sort((a, b) => b.confidence - a.confidence || a.truthProbability - b.truthProbability)
    .slice(0, most);
}
