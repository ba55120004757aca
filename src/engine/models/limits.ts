import { ModelError } from './model-error';

/** Larger files are refused: no network that a browser can train needs more. */
export const MAX_MODEL_BYTES = 2 * 2 ** 30;
/** Of a file's table of contents: the bound of the safetensors format itself. */
export const MAX_HEADER_BYTES = 100_000_000;
/** Of a model.json or a config.json, parsed at once. */
export const MAX_JSON_BYTES = 64 * 2 ** 20;

export function formatBytes(bytes: number): string {
  if (bytes >= 1e9) return `${(bytes / 1e9).toFixed(1)} GB`;
  return bytes >= 1e6 ? `${Math.round(bytes / 1e6)} MB` : `${bytes.toLocaleString('en')} bytes`;
}

export function checkModelSize(name: string, bytes: number): void {
  if (bytes <= MAX_MODEL_BYTES) return;
  throw new ModelError('too-large', `${name} is too large to be loaded.`, {
    expected: `at most ${formatBytes(MAX_MODEL_BYTES)}`,
    received: formatBytes(bytes),
    hint: 'Choose a smaller variant of the network.',
  });
}
