import type { ImportOutcome, ModelSource, ReadOptions, ReadProgress } from '../models/bundle';
import { ModelError } from '../models/model-error';
import { readModel } from '../models/read-model';
import type { Platform } from '../platform/platform';
import { readOwn } from './read-own';

/**
 * Reads a model for the library from anywhere: a file that Graft wrote as it was, all others by what is
 * in them. What is wrong comes back as problems; it rejects only with the signal's reason. Needs a backend.
 */
export async function readAny(
  source: ModelSource,
  options: ReadOptions,
  platform: Platform,
  onProgress: (progress: ReadProgress) => void,
  signal: AbortSignal,
): Promise<ImportOutcome> {
  try {
    const own = await readOwn(source, options, platform, signal);
    if (own) return own;
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof ModelError) return { kind: 'problems', problems: [error.problem] };
    throw error;
  }
  return readModel(source, options, platform, onProgress, signal);
}
