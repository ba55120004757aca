import type { Platform } from '../platform/platform';

/** A pause after every batch would cost small heads more than the batches do. */
const INTERVAL_MS = 8;

/** The platform's `breathe`, taken only every few milliseconds. */
export function createBreathing({
  breathe,
  now,
}: Pick<Platform, 'breathe' | 'now'>): Pick<Platform, 'breathe'> {
  let last = now();
  return {
    async breathe() {
      if (now() - last < INTERVAL_MS) return;
      await breathe();
      last = now();
    },
  };
}
