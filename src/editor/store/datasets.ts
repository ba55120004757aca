import type { DatasetIndex, SampleEntry } from '../../plan/catalog';
import { summarize } from '../../plan/shipped/summary';
import type { DroppedItem, Outcome } from '../../worker/api';
import { handOver } from '../data/import/hand-over';
import { engine } from '../engine/engine';
import { useEditor } from './editor-store';

const indexes = new Map<string, Promise<Outcome<DatasetIndex>>>();

/** Samples fetched at a time: a portion is read in a few milliseconds, a whole index might freeze the page. */
const SAMPLES_AT_ONCE = 2000;

/** The index of a stored dataset, fetched once. */
export function datasetIndex(id: string): Promise<Outcome<DatasetIndex>> {
  const known = indexes.get(id);
  if (known) return known;
  const fetched = fetchIndex(id);
  indexes.set(id, fetched);
  // What is not there now may be imported later.
  fetched.then(
    (outcome) => !outcome.ok && indexes.delete(id),
    () => indexes.delete(id),
  );
  return fetched;
}

async function fetchIndex(id: string): Promise<Outcome<DatasetIndex>> {
  const api = await engine();
  const about = await api.dataset(id);
  if (!about.ok) return about;
  const samples: SampleEntry[] = [];
  while (samples.length < about.value.samples) {
    const portion = await api.sampleEntries(id, samples.length, samples.length + SAMPLES_AT_ONCE);
    if (!portion.ok) return portion;
    if (portion.value.length === 0) break;
    samples.push(...portion.value);
  }
  return { ok: true, value: { ...about.value, samples } };
}

function learn(index: DatasetIndex): void {
  useEditor.setState((state) => ({
    userDatasets: new Map(state.userDatasets).set(index.id, summarize(index)),
  }));
}

/** How far an import is: the files are first handed to the engine, which then reads and stores them. */
export interface ImportProgress {
  readonly stage: 'opening' | 'reading';
  readonly done: number;
  readonly total: number;
}

/** Stores the user's files as a dataset and makes it known to the compiler. */
export async function importDataset(
  name: string,
  items: readonly DroppedItem[],
  onProgress: (progress: ImportProgress) => void,
): Promise<Outcome<DatasetIndex>> {
  const api = await engine();
  const importId = crypto.randomUUID();
  await handOver(
    items,
    (portion) => api.handOver(importId, portion),
    () => performance.now(),
    (done, total) => onProgress({ stage: 'opening', done, total }),
  );
  const outcome = await api.importDataset(importId, name, (done, total) =>
    onProgress({ stage: 'reading', done, total }),
  );
  if (!outcome.ok) return outcome;
  // The same files may have been imported before, under another name.
  indexes.delete(outcome.value.id);
  return adoptDataset(outcome.value.id);
}

/** Makes a stored dataset known to the compiler. */
export async function adoptDataset(id: string): Promise<Outcome<DatasetIndex>> {
  const outcome = await datasetIndex(id);
  if (outcome.ok) learn(outcome.value);
  return outcome;
}

/** Removes the images of a dataset from this machine. Graphs that use it will say that it is missing. */
export async function removeUserDataset(id: string): Promise<void> {
  const outcome = await (await engine()).removeDataset(id);
  if (!outcome.ok) throw new Error(outcome.problems[0]?.message);
  indexes.delete(id);
  useEditor.setState((state) => {
    const userDatasets = new Map(state.userDatasets);
    userDatasets.delete(id);
    return { userDatasets };
  });
}

/** Whenever the document refers to a dataset of the user's, looks for it in the store. */
export function watchDatasets(): () => void {
  const asked = new Set<string>();
  const look = () => {
    const { history, userDatasets } = useEditor.getState();
    for (const node of history.present.nodes) {
      for (const value of Object.values(node.params)) {
        const id = referencedId(value);
        if (id === undefined || asked.has(id) || userDatasets.has(id)) continue;
        asked.add(id);
        // Not found is no failure here: the compiler reports it on the node.
        adoptDataset(id).catch(() => asked.delete(id));
      }
    }
  };
  look();
  return useEditor.subscribe((state) => state.history.present, look);
}

function referencedId(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !('id' in value) || !('name' in value)) return undefined;
  return typeof value.id === 'string' ? value.id : undefined;
}
