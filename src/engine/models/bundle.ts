import type { Problem } from '../../graph/problem';
import type { BackboneInfo, Preprocessing } from '../../plan/catalog';
import type { TrainingRecord } from '../library/training-record';
import type { ModelFiles } from '../platform/platform';
import type { MismatchReport } from './mismatch';

/** A backbone that came from outside, whole: what the compiler needs, what the engine loads, where it is from. */
export interface ModelBundle {
  /** Its id is `own-` and a hash of topology and weights: equal id, equal network. */
  readonly info: BackboneInfo;
  readonly files: ModelFiles;
  readonly provenance: Provenance;
}

/** Where weights came from and what was done to them on the way. */
export interface Provenance {
  readonly kind: 'file' | 'url' | 'hugging-face' | 'trained';
  /** For people: a file's name, an address, `timm/resnet18.a1_in1k`, the name of a graph. */
  readonly origin: string;
  /** SHA-256 of the weights as they came, 64 hex digits; of several files, of their bytes one after the other. */
  readonly checksum: string;
  /** The source stated this checksum itself, and it was right. */
  readonly verified: boolean;
  /** ISO 8601, from the caller. */
  readonly readAt: string;
  /** The file format it was read from. */
  readonly format: SourceFormat;
  /** What the network told apart before, where that is known; in the order of its outputs. */
  readonly sourceClasses?: readonly string[];
  /** Whatever of the source is not in the bundle, and why, one sentence each; empty: it is all there. */
  readonly leftOut: readonly string[];
  /** Weights that the source lacks: they start random, from `seed`. Never empty without the user's consent. */
  readonly random?: { readonly names: readonly string[]; readonly seed: number };
  /** Of a network that was trained in Graft: on what, from what, how well. */
  readonly training?: TrainingRecord;
}

export type SourceFormat = 'safetensors' | 'tfjs-layers' | 'tfjs-graph' | 'keras-h5' | 'keras-zip' | 'graft';

/** Where a model is to be read from. */
export type ModelSource =
  | {
      readonly kind: 'files';
      /** One file, or a model.json with its shards, or weights with a config.json. */
      readonly files: readonly NamedFile[];
    }
  /** A model.json, .safetensors, .h5 or .keras at an address. */
  | { readonly kind: 'url'; readonly url: string }
  /** `owner/name`, or `owner/name@revision`. */
  | { readonly kind: 'hugging-face'; readonly id: string };

export interface NamedFile {
  readonly name: string;
  readonly content: Blob | Uint8Array<ArrayBuffer>;
}

export interface ReadOptions {
  /** ISO 8601: goes into the provenance. */
  readonly readAt: string;
  /** For people; the source's name by default. */
  readonly label?: string;
  /** Overrules what the source says; needed where it says nothing and the default is wrong. */
  readonly preprocessing?: Preprocessing;
  /** Input sides to describe the network for; chosen by the architecture by default. */
  readonly inputSizes?: readonly number[];
  /** Load what fits although not all does, as the report said; without it nothing is loaded in part. */
  readonly partial?: boolean;
  /** The architecture by its id, where the tensors alone leave a doubt or the user overrules the guess. */
  readonly architecture?: string;
  /** Of weights that start random; 0 by default. */
  readonly seed?: number;
  /** SHA-256 that the user expects, 64 hex digits. */
  readonly checksum?: string;
  /** Where Hugging Face ids are looked up. */
  readonly hub?: string;
}

export interface ReadProgress {
  readonly phase: 'download' | 'read' | 'describe';
  /** What is being worked on, for people. */
  readonly label: string;
  readonly done: number;
  /** Bytes or steps; absent where nobody said how many there will be. */
  readonly total?: number;
}

/** What came of an import. Cancelling is not an outcome: it rejects with the signal's reason. */
export type ImportOutcome =
  | { readonly kind: 'bundle'; readonly bundle: ModelBundle; readonly warnings: readonly Problem[] }
  /** The tensors do not all fit: nothing was loaded. With `partial: true` the same call gives a bundle. */
  | { readonly kind: 'choice'; readonly report: MismatchReport }
  | { readonly kind: 'problems'; readonly problems: readonly Problem[] };
