import type { Platform } from '../platform/platform';
import type { ReadOptions, ReadProgress } from './bundle';
import type { Material } from './sources/material';

/** Everything that the readers of the single formats are handed. */
export interface Reading {
  readonly material: Material;
  readonly options: ReadOptions;
  readonly platform: Platform;
  readonly onProgress: (progress: ReadProgress) => void;
  readonly signal?: AbortSignal;
}
