import type { Pooling } from '../../plan/expressions';
import type { HeadSpec } from '../../plan/plan';
import type { ModelBundle } from '../models/bundle';
import type { WeightMap } from '../networks/network';

/** A model of the user's own, whole, as the library keeps it. */
export interface LibraryModel extends ModelBundle {
  /** Of a network that was trained here: what makes it a classifier again. */
  readonly head?: TrainedHead;
}

/** The head that was trained on a body's last block. */
export interface TrainedHead {
  readonly spec: HeadSpec;
  /** How the last block's map becomes the vector that the head takes. */
  readonly pooling: Pooling;
  /** Length of that vector. */
  readonly features: number;
  /** In the order of the outputs. */
  readonly classes: readonly string[];
  readonly weights: WeightMap;
}

/** What the library knows of a model without reading its weights. */
export interface LibraryEntry
  extends Pick<LibraryModel, 'info' | 'provenance'>,
    Partial<{ readonly head: Omit<TrainedHead, 'weights'> }> {
  /** How it came to be, step by step, the latest first: for people. */
  readonly history: readonly string[];
  /** Bytes on this machine. */
  readonly bytes: number;
}

/** A file of the library that cannot be read any more. */
export interface DamagedEntry {
  readonly id: string;
  /** The name the user gave it, where that is still there; else its id. */
  readonly label: string;
  readonly bytes: number;
}
