import type { Parameter } from '../networks/network';
import { type Snapshot, takeSnapshot } from '../networks/weights';

/** Remembers the best epoch, and tells when to stop waiting for a better one. */
export interface Monitor {
  /** `loss` is the one that is watched: validation's where there is any. */
  record(epoch: number, loss: number): void;
  shouldStop(): boolean;
  bestEpoch(): number;
  restoreBest(): void;
  dispose(): void;
}

/**
 * `patience` epochs without improvement stop the training; 0 never does. Without validation the best
 * training loss would only reward learning by heart, so then the last epoch counts as the best.
 */
export function createMonitor(
  parameters: readonly Parameter[],
  patience: number,
  hasValidation: boolean,
): Monitor {
  let best = Number.POSITIVE_INFINITY;
  let bestEpoch = 0;
  let lastEpoch = 0;
  let waited = 0;
  let snapshot: Snapshot | undefined;
  return {
    record(epoch, loss) {
      lastEpoch = epoch;
      if (loss < best) {
        best = loss;
        waited = 0;
        if (hasValidation) {
          snapshot?.dispose();
          snapshot = takeSnapshot(parameters);
          bestEpoch = epoch;
        }
      } else {
        waited++;
      }
    },
    shouldStop: () => patience > 0 && waited >= patience,
    bestEpoch: () => (hasValidation && bestEpoch > 0 ? bestEpoch : lastEpoch),
    restoreBest: () => snapshot?.restore(),
    dispose: () => snapshot?.dispose(),
  };
}
