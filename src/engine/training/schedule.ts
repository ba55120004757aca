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
