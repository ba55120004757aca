import type { EpochMetrics } from '../results';
import type { MovingAverage } from './average';
import type { Monitor } from './monitor';
import type { Optimizer } from './optimizers';
import type { Plateau } from './plateau';
import type { TrainedParameter } from './trainable';

/** How far a training has come within its epoch. */
export interface Position {
  /** The epoch in progress, counted from 1. */
  epoch: number;
  /** Batches of it that are done. */
  batch: number;
  /** Sums over them: of each sample's loss, and of samples that were right. */
  lossSum: number;
  correct: number;
}

/** All that changes while a training runs, and so all that a checkpoint holds. */
export interface TrainingState {
  readonly parameters: readonly TrainedParameter[];
  readonly optimizer: Optimizer;
  readonly monitor: Monitor;
  readonly plateau: Plateau;
  readonly average: MovingAverage | undefined;
  /** Of whole epochs. */
  readonly history: EpochMetrics[];
  position: Position;
}

export const startOfEpoch = (epoch: number): Position => ({ epoch, batch: 0, lossSum: 0, correct: 0 });
