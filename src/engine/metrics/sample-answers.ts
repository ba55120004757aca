import type { SampleAnswers } from '../results';
import type { SampleName } from './mistakes';
import type { Predictions } from './predictions';

/** What the classifier answered for each sample, and how sure it was. All samples are of one dataset. */
export function sampleAnswers(
  { truth, probabilities, classes }: Predictions,
  predicted: ArrayLike<number>,
  samples: readonly SampleName[],
): SampleAnswers {
  const probability = (row: number, name: number) => probabilities[row * classes + name] ?? 0;
  return {
    dataset: samples[0]?.dataset ?? '',
    samples: samples.map(({ sample }) => sample),
    truth: Array.from(truth),
    predicted: Array.from(predicted),
    confidence: samples.map((_, row) => probability(row, predicted[row] ?? 0)),
    truthProbability: samples.map((_, row) => probability(row, truth[row] ?? 0)),
  };
}
