import type { FitOptions } from '../../plan/expressions';
import { isProbing } from './phases';

type ScheduleOptions = Pick<FitOptions, 'schedule' | 'warmupEpochs' | 'epochs'>;

/**
 * What the learning rate is multiplied by after `progress` epochs (a fraction within an epoch), in [0, 1].
 * - warm-up: linear from 0 over `warmupEpochs` (Goyal et al. 2017)
 * - cosine: from 1 to 0 over the epochs that remain (Loshchilov & Hutter 2017, no restarts)
 * - plateau: `plateauFactor`, which a `Plateau` lowers
 */
export function scheduleAt(options: ScheduleOptions, progress: number, plateauFactor: number): number {
  const { schedule, warmupEpochs, epochs } = options;
  if (progress < warmupEpochs) return progress / warmupEpochs;
  switch (schedule) {
    case 'constant':
      return 1;
    case 'cosine': {
      const share = (progress - warmupEpochs) / Math.max(1e-9, epochs - warmupEpochs);
      return 0.5 * (1 + Math.cos(Math.PI * Math.min(1, share)));
    }
    case 'plateau':
      return plateauFactor;
  }
}

/**
 * The first block that trains in an epoch, counted from 1, of a body of so many blocks. While probing
 * the head alone; with gradual unfreezing first the head alone, then every `unfreezeEvery` epochs one
 * block more, the last first (Howard & Ruder 2018).
 */
export function firstTrained(
  options: Pick<FitOptions, 'unfreezeEvery' | 'probe'>,
  epoch: number,
  blocks: number,
): number {
  if (isProbing(options, epoch)) return blocks;
  const { unfreezeEvery } = options;
  if (unfreezeEvery === 0) return 0;
  return Math.max(0, blocks - Math.floor((epoch - 1) / unfreezeEvery));
}
