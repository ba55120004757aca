import type { ImportOutcome, ModelSource, ReadOptions, ReadProgress } from '../models/bundle';
import { ModelError } from '../models/model-error';
import type { Platform } from '../platform/platform';
import { readOwn } from './read-own';

/**
 * Reads a model for the library from anywhere. What is wrong comes back as problems; it rejects only with
 * the signal's reason. Needs a backend.
 */
export async function readAny(
  source: ModelSource,
  options: ReadOptions,
  platform: Platform,
  _onProgress: (progress: ReadProgress) => void,
  signal: AbortSignal,
): Promise<ImportOutcome> {
  try {
    const own = await readOwn(source, options, platform, signal);
    if (own) return own;
    throw new ModelError('unknown-format', 'This is no model that Graft can read.', {
      expected: 'a safetensors file that Graft wrote',
    });
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof ModelError) return { kind: 'problems', problems: [error.problem] };
    throw error;
  }
}
