import type { BackendInfo, BackendName, RunEvent, RunStatus } from '../engine/events';
import type { EpochMetrics } from '../engine/results';
import type { Problem } from '../graph/problem';
import type { DatasetIndex } from '../plan/catalog';
import type { AugmentTransforms } from '../plan/expressions';
import type { Plan } from '../plan/plan';

export type { BackendInfo, BackendName, RunEvent, RunStatus, StepResult } from '../engine/events';
export type {
  CalibrationBin,
  ClassMetrics,
  EpochMetrics,
  EvaluationReport,
  Mistake,
} from '../engine/results';

/**
 * The boundary between the interface and the engine. Nothing here throws across it: comlink would
 * carry only a message, so outcomes are data.
 */

export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly Problem[] };

export interface RunRequest {
  readonly runId: string;
  /** A snapshot: later edits of the graph do not reach a run. */
  readonly plan: Plan;
  readonly backend: BackendName | 'auto';
  /** Starts unfinished trainings over: what was saved of them is thrown away first. */
  readonly fresh: boolean;
}

/** A training that stopped before its end and can go on. */
export interface UnfinishedTraining {
  /** The content key of its fit step. */
  readonly key: string;
  /** The epoch to go on with, counted from 1, and how many of its batches are done. */
  readonly epoch: number;
  readonly batch: number;
  readonly epochs: number;
  /** Of the whole epochs before that. */
  readonly history: readonly EpochMetrics[];
}

/** RGB bytes, `width × height × 3`, row by row. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8Array;
}

/** One file the user dropped or picked; `path` is relative and starts with its class folder. */
export interface NamedBlob {
  readonly path: string;
  readonly blob: Blob;
}

export interface ClassProbability {
  readonly name: string;
  readonly probability: number;
}

export interface EngineApi {
  /** Starts (or switches to) a backend and says which one runs. */
  backend(preference: BackendName | 'auto'): Promise<Outcome<BackendInfo>>;

  run(request: RunRequest, onEvent: (event: RunEvent) => void): Promise<RunStatus>;
  /** Takes effect within one batch. The last whole epoch of a training stays saved. */
  cancel(runId: string): Promise<void>;
  /** Saves the state of a training and stops, within one batch; the same plan goes on from there. */
  pause(runId: string): Promise<void>;
  /** Those of these fit steps that stopped before their end. */
  unfinished(fitKeys: readonly string[]): Promise<readonly UnfinishedTraining[]>;

  /** Probabilities of one image under the network that the fit step with this key produced. */
  predict(fitKey: string, image: Blob | Picture): Promise<Outcome<readonly ClassProbability[]>>;
  /** The keys of fit steps whose networks are in memory. */
  trained(): Promise<readonly string[]>;

  /** The index of a stored dataset, shipped or the user's. */
  dataset(id: string): Promise<Outcome<DatasetIndex>>;
  /** The encoded bytes of some samples, in the order asked for (missing ones are `null`). */
  samples(dataset: string, ids: readonly string[]): Promise<readonly (Blob | null)[]>;
  /**
   * Stores a folder's files, or one zip, as a dataset: one folder a class, below optional `train`,
   * `val` and `test` folders. Unreadable files are listed in `skipped`, never silently dropped.
   */
  importDataset(
    name: string,
    files: readonly NamedBlob[],
    onProgress: (done: number, total: number) => void,
  ): Promise<Outcome<DatasetIndex>>;
  /** Datasets that the user stored, newest first. */
  userDatasets(): Promise<readonly { readonly id: string; readonly name: string; readonly bytes: number }[]>;

  /** The original (first) and augmented versions of one sample. */
  augmentPreview(
    dataset: string,
    sample: string,
    transforms: AugmentTransforms,
    options: { readonly seed: number; readonly count: number; readonly size: number },
  ): Promise<Outcome<readonly Picture[]>>;
}
