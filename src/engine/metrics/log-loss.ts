import { type Predictions, ratio } from './predictions';

/** Machine epsilon of float32: how near to 0 and 1 scikit-learn lets float32 probabilities come. */
const EPSILON = 2 ** -23;

/**
 * Mean negative log-likelihood of the truth, in nats. As scikit-learn's `log_loss`: probabilities are
 * clipped to [ε, 1 − ε], so one certain mistake costs much but not everything, and rows made to sum to 1.
 */
export function logLoss({ truth, probabilities, classes }: Predictions): number {
  let total = 0;
  for (let row = 0; row < truth.length; row++) {
    let sum = 0;
    for (let c = 0; c < classes; c++) sum += clip(probabilities[row * classes + c] ?? 0);
    total -= Math.log(clip(probabilities[row * classes + (truth[row] ?? 0)] ?? 0) / sum);
  }
  return ratio(total, truth.length);
}

const clip = (probability: number): number => Math.min(1 - EPSILON, Math.max(EPSILON, probability));
