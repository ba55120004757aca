import { engine } from '../engine/engine';

/**
 * Pictures of samples as object URLs. Requests of one moment go to the worker together; what scrolled
 * away before its turn is not fetched at all; URLs nobody shows any more are given back, oldest first.
 */
interface Entry {
  url?: string | null;
  users: Set<() => void>;
}

const MOST_KEPT = 1500;
const BATCH = 48;

const entries = new Map<string, Entry>();
const waiting = new Map<string, { readonly dataset: string; readonly sample: string }>();
let fetching = false;

const keyOf = (dataset: string, sample: string) => `${dataset}\n${sample}`;

/** The picture's URL; `undefined` while it is fetched, `null` when there is none. */
export const pictureUrl = (dataset: string, sample: string): string | null | undefined =>
  entries.get(keyOf(dataset, sample))?.url;

/** Asks for a picture and is told when it is there. Returns a function that ends the interest in it. */
export function watchPicture(dataset: string, sample: string, onChange: () => void): () => void {
  const key = keyOf(dataset, sample);
  const entry = entries.get(key) ?? { users: new Set() };
  // Taken out and put back: the map's order is the order of last use.
  entries.delete(key);
  entries.set(key, entry);
  entry.users.add(onChange);
  if (entry.url === undefined) {
    waiting.set(key, { dataset, sample });
    schedule();
  }
  return () => {
    entry.users.delete(onChange);
    if (entry.users.size > 0) return;
    waiting.delete(key);
    if (entry.url === undefined) entries.delete(key);
    else evict();
  };
}

function schedule(): void {
  if (fetching) return;
  fetching = true;
  setTimeout(fetchBatch, 8);
}

async function fetchBatch(): Promise<void> {
  // The latest first: they are what is on the screen now.
  const latest = [...waiting].reverse();
  const dataset = latest[0]?.[1].dataset;
  const batch = latest.filter(([, wanted]) => wanted.dataset === dataset).slice(0, BATCH);
  for (const [key] of batch) waiting.delete(key);
  try {
    if (dataset !== undefined) {
      const api = await engine();
      const blobs = await api.samples(
        dataset,
        batch.map(([, wanted]) => wanted.sample),
      );
      for (const [index, [key]] of batch.entries()) settle(key, blobs[index] ?? null);
    }
  } catch {
    for (const [key] of batch) settle(key, null);
  } finally {
    fetching = false;
    if (waiting.size > 0) schedule();
  }
}

function settle(key: string, blob: Blob | null): void {
  const entry = entries.get(key);
  if (!entry) return;
  entry.url = blob && URL.createObjectURL(blob);
  for (const notify of entry.users) notify();
}

function evict(): void {
  if (entries.size <= MOST_KEPT) return;
  for (const [key, entry] of entries) {
    if (entries.size <= MOST_KEPT) return;
    if (entry.users.size > 0) continue;
    if (entry.url) URL.revokeObjectURL(entry.url);
    entries.delete(key);
  }
}
