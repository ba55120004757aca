import type { DatasetIndex } from '../../plan/catalog';
import { summarize } from '../../plan/shipped/summary';
import type { NamedBlob, Outcome } from '../../worker/api';
import { engine } from '../engine/engine';
import { useEditor } from './editor-store';

const indexes = new Map<string, Promise<Outcome<DatasetIndex>>>();

/** The index of a stored dataset, fetched once. */
export function datasetIndex(id: string): Promise<Outcome<DatasetIndex>> {
  const known = indexes.get(id);
  if (known) return known;
  const fetched = engine().then((api) => api.dataset(id));
  indexes.set(id, fetched);
  // What is not there now may be imported later.
  fetched.then(
    (outcome) => !outcome.ok && indexes.delete(id),
    () => indexes.delete(id),
  );
  return fetched;
}

function learn(index: DatasetIndex): void {
  indexes.set(index.id, Promise.resolve({ ok: true, value: index }));
  useEditor.setState((state) => ({
    userDatasets: new Map(state.userDatasets).set(index.id, summarize(index)),
  }));
}

/** Stores the user's files as a dataset and makes it known to the compiler. */
export async function importDataset(
  name: string,
  files: readonly NamedBlob[],
  onProgress: (done: number, total: number) => void,
): Promise<Outcome<DatasetIndex>> {
  const outcome = await (await engine()).importDataset(name, files, onProgress);
  if (outcome.ok) learn(outcome.value);
  return outcome;
}

/** Makes a stored dataset known to the compiler. */
export async function adoptDataset(id: string): Promise<Outcome<DatasetIndex>> {
  const outcome = await datasetIndex(id);
  if (outcome.ok) learn(outcome.value);
  return outcome;
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
