import type { DroppedItem } from '../engine/data/import/import-dropped';
import type { EmbeddingMap, MapOptions } from '../engine/embedding-map/embedding-map';
import type { BackendInfo, BackendName, RunEvent, RunStatus } from '../engine/events';
import type { ExplainOptions, Explanation } from '../engine/explain/explain';
import type { ImportedBundle } from '../engine/graph-bundle/import-bundle';
import type { Manifest } from '../engine/graph-bundle/manifest';
import type { ExportFormat } from '../engine/library/export/export-model';
import type { LibraryEntry } from '../engine/library/library-model';
import type { ModelList } from '../engine/library/model-store';
import type { RecordRequest } from '../engine/library/training-record';
import type {
  ImportOutcome,
  ModelSource,
  Provenance,
  ReadOptions,
  ReadProgress,
} from '../engine/models/bundle';
import type { EpochMetrics } from '../engine/results';
import type { StoredEntry } from '../engine/store/content-store';
import type { Problem } from '../graph/problem';
import type { BackboneInfo, DatasetIndex, Preprocessing, SampleEntry } from '../plan/catalog';
import type { Calibration } from '../plan/estimate';
import type { ImageWork } from '../plan/estimate-work';
import type { AugmentTransforms, LoadExpression } from '../plan/expressions';
import type { Plan } from '../plan/plan';

export type { DroppedItem } from '../engine/data/import/import-dropped';
export type { EmbeddingMap } from '../engine/embedding-map/embedding-map';
export type { BackendInfo, BackendName, RunEvent, RunStatus, StepResult } from '../engine/events';
export type { ExplainOptions, Explanation, HeatMap } from '../engine/explain/explain';
export type { ExportFormat } from '../engine/library/export/export-model';
export type { DamagedEntry, LibraryEntry } from '../engine/library/library-model';
export type { ModelList } from '../engine/library/model-store';
export type { ModelSource, Provenance, ReadProgress } from '../engine/models/bundle';
export type { MismatchReport } from '../engine/models/mismatch';
export type {
  AdviceSummary,
  AdvisedCandidate,
  CalibrationBin,
  ClassMetrics,
  EpochMetrics,
  EvaluationReport,
  Mistake,
  RangeTestPoint,
  RangeTestSummary,
  SampleAnswers,
  ScoreName,
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

/** A dataset's index without its samples, which may be many: `sampleEntries` gives them in portions. */
export interface DatasetAbout extends Omit<DatasetIndex, 'samples'> {
  /** How many there are. */
  readonly samples: number;
}

export interface BundleRequest {
  /** The graph's JSON. */
  readonly graph: string;
  /** Ids. */
  readonly datasets: readonly string[];
  readonly models: readonly string[];
}

export interface BundleContents {
  /** The graph's JSON: it may be anything, so read it with care. */
  readonly graph: string;
  readonly datasets: Manifest['datasets'];
  readonly models: Manifest['models'];
}

export interface ClassProbability {
  readonly name: string;
  readonly probability: number;
}

/** One sample of a stored dataset, or a picture that was given to the page. */
export type ExplainedPicture =
  | { readonly dataset: string; readonly sample: string; readonly fit: LoadExpression['fit'] }
  | Blob;

export interface ExplainRequest {
  /** The content key of the fit step whose network is asked. */
  readonly fitKey: string;
  readonly picture: ExplainedPicture;
  readonly options: ExplainOptions;
}

export interface MapRequest {
  /** The content key of the fit step whose network was evaluated. */
  readonly fitKey: string;
  /** The content key of the embed step that the evaluation read, where it read one. */
  readonly featuresKey?: string;
  readonly dataset: string;
  readonly fit: LoadExpression['fit'];
  /** Ids of the evaluated samples, in the report's order. */
  readonly samples: readonly string[];
  readonly options: MapOptions;
}

export interface StoredResult extends StoredEntry {
  /** The content key of its step. */
  readonly step: string;
}

/** What is kept on this machine across visits. Sizes are in bytes. */
export interface StorageReport {
  readonly results: readonly StoredResult[];
  /** The datasets that the user made. */
  readonly datasets: readonly { readonly id: string; readonly name: string; readonly bytes: number }[];
  /** The user's own models. */
  readonly models: readonly { readonly id: string; readonly name: string; readonly bytes: number }[];
  /** What all results together may take. */
  readonly budget: number;
  /** What the browser lets this page store, where it says so. */
  readonly quota?: number;
  /** Why results cannot be stored, where that is so. */
  readonly problem?: Problem;
}

/** What came of reading weights; a model that was read waits to be kept. */
export type ReadAnswer =
  | {
      readonly kind: 'read';
      readonly info: BackboneInfo;
      readonly provenance: Provenance;
      /** Of its weights. */
      readonly bytes: number;
      readonly warnings: readonly Problem[];
    }
  | Exclude<ImportOutcome, { kind: 'bundle' }>
  | { readonly kind: 'stopped' };

/** `stored` outlives the page, `memory` does not. */
export type Keeping = 'stored' | 'memory';

export interface EngineApi {
  /** Starts (or switches to) a backend and says which one runs. */
  backend(preference: BackendName | 'auto'): Promise<Outcome<BackendInfo>>;

  run(request: RunRequest, onEvent: (event: RunEvent) => void): Promise<RunStatus>;
  /** Takes effect within one batch. The last whole epoch of a training stays saved. */
  cancel(runId: string): Promise<void>;
  /** Saves the state of a training and stops, within one batch; the same plan goes on from there. */
  pause(runId: string): Promise<void>;
  /** Where the results of these steps are, for the backend in use; without those that have none. */
  kept(stepKeys: readonly string[]): Promise<Readonly<Record<string, Keeping>>>;
  storage(): Promise<StorageReport>;
  /** Removes stored results by their keys (not those of their steps); those of a run in progress stay. */
  forget(keys: readonly string[]): Promise<void>;

  /** Measures the speed of the backend in use, in a fraction of a second; waits for what runs. */
  calibrate(): Promise<Outcome<{ readonly label: string; readonly calibration: Calibration }>>;
  /** Milliseconds that one image of each work takes, by the work's key; what cannot be read is left out. */
  imageCosts(works: readonly ImageWork[]): Promise<Readonly<Record<string, number>>>;

  /** Those of these fit steps that stopped before their end. */
  unfinished(fitKeys: readonly string[]): Promise<readonly UnfinishedTraining[]>;

  /** Probabilities of one image under the network that the fit step with this key produced. */
  predict(fitKey: string, image: Blob | Picture): Promise<Outcome<readonly ClassProbability[]>>;
  /** The keys of fit steps whose networks are here, in memory or stored. */
  trained(): Promise<readonly string[]>;

  /** Which places of a picture speak for a class. What is asked for under this id can be stopped. */
  explain(
    answerId: string,
    request: ExplainRequest,
    onProgress: (done: number, total: number) => void,
  ): Promise<Outcome<Explanation>>;
  /** Where evaluated samples lie by what the network's last layer reads of them. Progress is in [0, 1]. */
  embeddingMap(
    answerId: string,
    request: MapRequest,
    onProgress: (share: number) => void,
  ): Promise<Outcome<EmbeddingMap>>;
  /** What was asked for under this id is not wanted any more: it ends as a problem, within one batch. */
  stopAnswer(answerId: string): Promise<void>;

  /** What a stored dataset is, shipped or the user's. */
  dataset(id: string): Promise<Outcome<DatasetAbout>>;
  /** Its samples from place `from` up to, not including, place `to`. */
  sampleEntries(dataset: string, from: number, to: number): Promise<Outcome<readonly SampleEntry[]>>;
  /** The encoded bytes of some samples, in the order asked for (missing ones are `null`). */
  samples(dataset: string, ids: readonly string[]): Promise<readonly (Blob | null)[]>;
  /**
   * Gives the engine some of what an import to come is made of; paths are relative and start with their
   * class folder. Thousands of files at once would freeze the page.
   */
  handOver(importId: string, items: readonly DroppedItem[]): Promise<void>;
  /**
   * Stores what was handed over, a folder's files or one zip, as a dataset: one folder a class,
   * below optional `train`, `val` and `test` folders. Unreadable files are listed in `skipped`, never
   * silently dropped.
   */
  importDataset(
    importId: string,
    name: string,
    onProgress: (done: number, total: number) => void,
  ): Promise<Outcome<{ readonly id: string; readonly name: string }>>;
  /** Datasets that the user stored, newest first. */
  userDatasets(): Promise<readonly { readonly id: string; readonly name: string; readonly bytes: number }[]>;
  /** Removes a dataset that the user stored: graphs that use it cannot run any more. */
  removeDataset(id: string): Promise<Outcome<void>>;

  /** The user's own models, newest first, and those that are damaged. */
  models(): Promise<Outcome<ModelList>>;
  /** Keeps what a fit step of the plan trained as a model of the user's own. */
  saveTrained(request: RecordRequest & { readonly name: string }): Promise<Outcome<LibraryEntry>>;
  renameModel(id: string, label: string): Promise<Outcome<void>>;
  /** Removes a model: graphs that use it cannot run any more. */
  removeModel(id: string): Promise<Outcome<void>>;
  /**
   * Reads weights from files, an address or Hugging Face. What was read waits under this id until it is
   * kept or dropped; a stopped download goes on from where it was when it is asked for again.
   */
  readModel(
    readingId: string,
    source: ModelSource,
    options: ReadOptions,
    onProgress: (progress: ReadProgress) => void,
  ): Promise<ReadAnswer>;
  stopReading(readingId: string): Promise<void>;
  /** Keeps what was read as a model of the user's own, under this name. */
  keepModel(
    readingId: string,
    choices: { readonly label: string; readonly preprocessing: Preprocessing },
  ): Promise<Outcome<LibraryEntry>>;
  dropModel(readingId: string): Promise<void>;
  /** A model as a file to take along, under the name that the file should have. */
  exportModel(
    id: string,
    format: ExportFormat,
  ): Promise<Outcome<{ readonly name: string; readonly file: Blob }>>;

  /** A graph with these datasets and models of the user's own, as one zip. Bytes are told while it is written. */
  exportBundle(request: BundleRequest, onProgress: (bytes: number) => void): Promise<Outcome<Blob>>;
  /** What a bundle holds; nothing of it is stored. */
  inspectBundle(file: Blob): Promise<Outcome<BundleContents>>;
  /** Stores the images and models of a bundle; what is here already stays as it is. */
  importBundle(
    file: Blob,
    onProgress: (done: number, total: number) => void,
  ): Promise<Outcome<ImportedBundle>>;

  /** The original (first) and augmented versions of one sample. */
  augmentPreview(
    dataset: string,
    sample: string,
    transforms: AugmentTransforms,
    options: { readonly seed: number; readonly count: number; readonly size: number },
  ): Promise<Outcome<readonly Picture[]>>;
}
