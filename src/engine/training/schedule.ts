import type { FitOptions } from '../../plan/expressions';

type ScheduleOptions = Pick<FitOptions, 'schedule' | 'learningRate' | 'warmupEpochs' | 'epochs'>;

/**
 * The head's learning rate after `progress` epochs (a fraction within an epoch).
 * - warm-up: linear from 0 over `warmupEpochs` (Goyal et al. 2017)
 * - cosine: from the full rate to 0 over the epochs that remain (Loshchilov & Hutter 2017, no restarts)
 * - plateau: the full rate times `plateauFactor`, which `createPlateau` lowers
 */
export function learningRateAt(options: ScheduleOptions, progress: number, plateauFactor: number): number {
  const { schedule, learningRate, warmupEpochs, epochs } = options;
  if (progress < warmupEpochs) return learningRate * (progress / warmupEpochs);
  switch (schedule) {
    case 'constant':
      return learningRate;
    case 'cosine': {
      const share = (progress - warmupEpochs) / Math.max(1e-9, epochs - warmupEpochs);
      return learningRate * 0.5 * (1 + Math.cos(Math.PI * Math.min(1, share)));
    }
    case 'plateau':
      return learningRate * plateauFactor;
  }
}

/** After this many epochs without improvement the rate is halved. */
const PLATEAU_PATIENCE = 3;
const PLATEAU_FACTOR = 0.5;
/** Smaller changes are noise, as in Keras's ReduceLROnPlateau. */
const PLATEAU_DELTA = 1e-4;

/** Follows the monitored loss and gives the factor for the next epoch. */
export function createPlateau(): (loss: number) => number {
  let best = Number.POSITIVE_INFINITY;
  let waited = 0;
  let factor = 1;
  return (loss) => {
    if (loss < best - PLATEAU_DELTA) {
      best = loss;
      waited = 0;
    } else if (++waited >= PLATEAU_PATIENCE) {
      factor *= PLATEAU_FACTOR;
      waited = 0;
    }
    return factor;
  };
}
