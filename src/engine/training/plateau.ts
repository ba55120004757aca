/** Follows the watched loss and lowers the learning rate when it no longer falls. */
export interface Plateau {
  record(loss: number): void;
  /** What the learning rate is multiplied by. */
  factor(): number;
  state(): PlateauState;
  restore(state: PlateauState): void;
  /** As before the first epoch. */
  reset(): void;
}

export interface PlateauState {
  /** Absent before the first epoch: JSON has no infinity. */
  readonly best?: number;
  readonly waited: number;
  readonly factor: number;
}

/** After this many epochs without improvement the rate is halved. */
const PATIENCE = 3;
const FACTOR = 0.5;
/** Smaller changes are noise, as in Keras's ReduceLROnPlateau. */
const DELTA = 1e-4;

export function createPlateau(): Plateau {
  let best = Number.POSITIVE_INFINITY;
  let waited = 0;
  let factor = 1;
  return {
    record(loss) {
      if (loss < best - DELTA) {
        best = loss;
        waited = 0;
      } else if (++waited >= PATIENCE) {
        factor *= FACTOR;
        waited = 0;
      }
    },
    factor: () => factor,
    state: () => ({ ...(Number.isFinite(best) && { best }), waited, factor }),
    restore(state) {
      best = state.best ?? Number.POSITIVE_INFINITY;
      ({ waited, factor } = state);
    },
    reset() {
      best = Number.POSITIVE_INFINITY;
      waited = 0;
      factor = 1;
    },
  };
}
