import type { FitOptions } from '../../plan/expressions';

/** A stretch of a training with a schedule of its own. */
export interface Phase {
  /** Epochs before it. */
  readonly before: number;
  readonly epochs: number;
  /** Of the head, before the schedule. */
  readonly learningRate: number;
  readonly warmupEpochs: number;
}

type PhaseOptions = Pick<FitOptions, 'probe' | 'epochs' | 'learningRate' | 'warmupEpochs'>;

/** In this epoch, counted from 1, only the head learns. */
export const isProbing = ({ probe }: Pick<FitOptions, 'probe'>, epoch: number): boolean =>
  epoch <= (probe?.epochs ?? 0);

/**
 * The phase of an epoch, counted from 1. Linear probing, then fine-tuning (LP-FT, Kumar et al. 2022,
 * arXiv:2202.10054) is two trainings, one after the other; any other training is one phase.
 */
export function phaseOf(options: PhaseOptions, epoch: number): Phase {
  const { probe, epochs, learningRate, warmupEpochs } = options;
  if (!probe) return { before: 0, epochs, learningRate, warmupEpochs };
  const probing = Math.min(probe.epochs, epochs);
  return isProbing(options, epoch)
    ? { before: 0, epochs: probing, learningRate: probe.learningRate, warmupEpochs: 0 }
    : { before: probing, epochs: epochs - probing, learningRate, warmupEpochs };
}

/** Another phase begins behind this epoch. */
export const endsPhase = (options: Pick<FitOptions, 'probe'>, epoch: number): boolean =>
  isProbing(options, epoch) && !isProbing(options, epoch + 1);
