import type { DatasetIndex, SampleEntry } from '../../plan/catalog';
import type { ModelStore } from '../library/model-store';
import type { FileStore } from './files';

/** An image as 8-bit RGB, row by row, top to bottom; transparency is laid on white. */
export interface RgbImage {
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8Array;
}

export interface StoredDataset {
  readonly index: DatasetIndex;
  /** The encoded bytes of one sample; throws when they cannot be read. */
  read(sample: SampleEntry): Promise<Uint8Array>;
}

/** Takes the samples of a dataset one after the other; nothing is visible before `finish`. */
export interface DatasetWriter {
  append(bytes: Uint8Array): Promise<void>;
  /** Makes the dataset findable under `index.id`; one of the same id is replaced. */
  finish(index: DatasetIndex): Promise<void>;
  /** Forgets what was written. */
  discard(): Promise<void>;
}

/** The user's own datasets, kept on this machine across reloads. */
export interface DatasetStore {
  get(id: string): Promise<StoredDataset | undefined>;
  create(): Promise<DatasetWriter>;
  /** Newest first. */
  list(): Promise<readonly { readonly id: string; readonly name: string; readonly bytes: number }[]>;
  remove(id: string): Promise<void>;
}

/** The two files of a TF.js model. `json` is the parsed model.json; `weights` all shards joined. */
export interface ModelFiles {
  readonly json: Record<string, unknown>;
  readonly weights: ArrayBuffer;
}

/** All that differs between a browser worker and Node. */
export interface Platform {
  /** `undefined` when there is no such dataset. */
  dataset(id: string): Promise<StoredDataset | undefined>;
  /** Where datasets that the user imports are kept; absent where they are read in place. */
  readonly store?: DatasetStore;
  /** The user's own models; absent where none are kept. */
  readonly models?: ModelStore;
  /** Where results are kept; absent where nothing can be. */
  readonly files?: FileStore;
  /** Where downloads are kept, to go on with them and to find them again; absent where nothing can be. */
  readonly downloads?: FileStore;
  /** A backbone's files, shipped or the user's own. Throws an Error that says what is missing or damaged. */
  model(backbone: string): Promise<ModelFiles>;
  /**
   * Decodes PNG, JPEG, WebP, GIF or BMP (EXIF orientation applied). An image whose longer side exceeds
   * `MAX_DECODED_SIDE` is scaled down while decoding. Throws an Error that says why when it cannot.
   */
  decode(bytes: Uint8Array): Promise<RgbImage>;
  /** Lets pending events (a cancel) be handled; called once a batch. */
  breathe(): Promise<void>;
  /** Milliseconds from some origin. */
  now(): number;
}

export const MAX_DECODED_SIDE = 1024;
/** Images of more pixels than this are refused. */
export const MAX_PIXELS = 100_000_000;
