import type { WeightMap } from '../networks/network';
import type { EpochMetrics } from '../results';
import type { MonitorState } from './monitor';
import type { PlateauState } from './plateau';

/**
 * All that a training needs to go on as if it had never stopped: plain data, free of the backend.
 * Random state is not in it because none is kept: orders, dropout and augmentation derive from the
 * seed, the epoch and the batch, so the position alone tells what comes next.
 */
export interface Checkpoint {
  /** The backend that computed it: on another one training goes on too, but rounds differently. */
  readonly backend: string;
  /** The epoch to go on with, counted from 1, and how many of its batches are done. */
  readonly epoch: number;
  readonly batch: number;
  readonly epochs: number;
  /** Sums over the batches of the epoch that are done. */
  readonly lossSum: number;
  readonly correct: number;
  /** Of whole epochs. */
  readonly history: readonly EpochMetrics[];
  /**
   * Steps that the optimizer has taken with each learned parameter, in their order: bias corrections
   * depend on it.
   */
  readonly steps: readonly number[];
  readonly monitor: MonitorState;
  readonly plateau: PlateauState;
  /**
   * `weight/<parameter>`, `slot/<name>/<parameter>` of the optimizer, `best/<parameter>` of the best
   * epoch (absent where that is the one just over) and `ema/<parameter>` of the moving average, where
   * there are such.
   */
  readonly tensors: WeightMap;
}

/** Where the state of one training is kept. */
export interface CheckpointStore {
  /** The last one that was written to its end and is whole. */
  load(): Promise<Checkpoint | undefined>;
  /** Replaces the one before, which stays until this one is whole. Never throws: a run goes on unsaved. */
  save(checkpoint: Checkpoint): Promise<void>;
  /** Once the result of the training is safe. */
  drop(): Promise<void>;
}
