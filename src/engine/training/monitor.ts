import type { WeightMap } from '../networks/network';

/** Remembers the best epoch, and tells when to stop waiting for a better one. */
export interface Monitor {
  /**
   * `loss` is the one that is watched: validation's where there is any; `weights` are those behind it.
   * While blocks are still to be unfrozen nothing is waited for: the next may bring the improvement.
   */
  record(
    epoch: number,
    { loss, weights, unfreezing }: { loss: number; weights: WeightMap; unfreezing: boolean },
  ): void;
  shouldStop(): boolean;
  /** The epoch whose weights are kept, counted from 1; absent before the first. */
  kept(): { readonly epoch: number; readonly weights: WeightMap } | undefined;
  state(): MonitorState;
  restore(state: MonitorState, weights: WeightMap): void;
}

export interface MonitorState {
  /** The lowest loss; absent before the first epoch: JSON has no infinity. */
  readonly best?: number;
  /** The epoch whose weights are kept, counted from 1; 0 before the first. */
  readonly bestEpoch: number;
  /** Epochs since the lowest loss. */
  readonly waited: number;
}

/**
 * `patience` epochs without improvement stop the training; 0 never does. Without validation the best
 * training loss would only reward learning by heart, so then the last epoch counts as the best.
 */
export function createMonitor(patience: number, hasValidation: boolean): Monitor {
  let best = Number.POSITIVE_INFINITY;
  let waited = 0;
  let kept: { readonly epoch: number; readonly weights: WeightMap } | undefined;
  return {
    record(epoch, { loss, weights, unfreezing }) {
      const better = loss < best;
      waited = better || unfreezing ? 0 : waited + 1;
      if (better) best = loss;
      if (better || !hasValidation) kept = { epoch, weights };
    },
    shouldStop: () => patience > 0 && waited >= patience,
    kept: () => kept,
    state: () => ({
      ...(Number.isFinite(best) && { best }),
      bestEpoch: kept?.epoch ?? 0,
      waited,
    }),
    restore(state, weights) {
      best = state.best ?? Number.POSITIVE_INFINITY;
      waited = state.waited;
      kept = state.bestEpoch > 0 ? { epoch: state.bestEpoch, weights } : undefined;
    },
  };
}
