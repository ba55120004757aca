import type { CalibrationBin } from '../results';
import { type Predictions, ratio } from './predictions';

const BINS = 15;

/**
 * Predictions sorted by their confidence (the largest probability) into 15 bins of equal width, each
 * open below and closed above, with the mean confidence and the accuracy in each (0 in empty ones).
 */
export function calibrationBins(predictions: Predictions, predicted: ArrayLike<number>): CalibrationBin[] {
  const { truth, probabilities, classes } = predictions;
  const bins = Array.from({ length: BINS }, () => ({ count: 0, confidence: 0, hits: 0 }));
  for (let row = 0; row < truth.length; row++) {
    const answer = predicted[row] ?? 0;
    const confidence = probabilities[row * classes + answer] ?? 0;
    const bin = bins[Math.min(BINS - 1, Math.max(0, Math.ceil(confidence * BINS) - 1))];
    if (!bin) continue;
    bin.count++;
    bin.confidence += confidence;
    if (answer === truth[row]) bin.hits++;
  }
  return bins.map(({ count, confidence, hits }, index) => ({
    from: index / BINS,
    to: (index + 1) / BINS,
    count,
    confidence: ratio(confidence, count),
    accuracy: ratio(hits, count),
  }));
}

/**
 * Expected calibration error (Guo et al. 2017, "On calibration of modern neural networks"): the gap
 * between confidence and accuracy, averaged over the bins by their samples. 0 is perfect.
 */
export function calibrationError(bins: readonly CalibrationBin[]): number {
  const total = bins.reduce((sum, bin) => sum + bin.count, 0);
  const gaps = bins.reduce((sum, bin) => sum + bin.count * Math.abs(bin.confidence - bin.accuracy), 0);
  return ratio(gaps, total);
}
