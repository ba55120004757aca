/** A forward pass keeps the cores busy with this many samples; more only takes more memory. */
export const MOST_SAMPLES_A_PASS = 32;

/** Bytes that the activations of a forward pass may take unless said otherwise. */
export const MEMORY_BUDGET = 256 * 2 ** 20;

/**
 * Training may take this many times the budget of a forward pass: its batch size is the user's choice.
 * With the standard budget that is 1.5 GiB, for a WASM heap ends at 2 GiB and holds inputs, copies and
 * the kernels' own room besides.
 */
export const TRAINING_BUDGET_FACTOR = 6;

export const BYTES_PER_FLOAT = 4;
export const BYTES_PER_DOUBLE = 8;

/** For people: `1.4 GB`, in powers of ten. */
export function bytesInWords(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  const value = bytes / 1000 ** power;
  return `${value >= 10 || power === 0 ? Math.round(value) : Math.round(value * 10) / 10} ${units[power]}`;
}
