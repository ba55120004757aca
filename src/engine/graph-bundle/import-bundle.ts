import type { Problem } from '../../graph/problem';
import { importFiles } from '../data/import/import-files';
import type { LibraryModel } from '../library/library-model';
import { readModelFile } from '../library/model-file';
import { modelId } from '../library/model-id';
import type { ModelStore } from '../library/model-store';
import type { DatasetStore } from '../platform/platform';
import { readFooter } from '../store/format';
import { isModel } from './is-model';
import type { OpenBundle } from './open-bundle';

export interface ImportedBundle {
  /** Ids of what is on this machine now. */
  readonly datasets: readonly string[];
  readonly models: readonly string[];
  /** What could not be taken over, and why. */
  readonly problems: readonly Problem[];
}

interface Stores {
  readonly datasets: DatasetStore;
  readonly models: ModelStore;
}

/**
 * Stores the images and models of a bundle. What is here already stays as it is. Each is taken over whole,
 * with the id that its content gives, or not at all.
 */
export async function importBundle(
  bundle: OpenBundle,
  stores: Stores,
  onProgress: (done: number, total: number) => void = () => undefined,
): Promise<ImportedBundle> {
  const { datasets, models } = bundle.manifest;
  const total = [...datasets, ...models].reduce((sum, { bytes }) => sum + bytes, 0);
  let before = 0;
  const done = { datasets: [] as string[], models: [] as string[], problems: [] as Problem[] };
  for (const dataset of datasets) {
    const failure = await takeDataset(bundle, dataset, stores.datasets, (share) =>
      onProgress(before + share * dataset.bytes, total),
    );
    if (failure) done.problems.push(problem(`The images “${dataset.name}”`, failure));
    else done.datasets.push(dataset.id);
    before += dataset.bytes;
    onProgress(before, total);
  }
  for (const model of models) {
    const failure = await takeModel(bundle, model, stores.models);
    if (failure) done.problems.push(problem(`The model “${model.label}”`, failure));
    else done.models.push(model.id);
    before += model.bytes;
    onProgress(before, total);
  }
  return done;
}

const problem = (what: string, why: string): Problem => ({
  code: 'import/bundle-part',
  severity: 'warning',
  message: `${what} could not be taken over: ${why}`,
});

type Listed<K extends 'datasets' | 'models'> = OpenBundle['manifest'][K][number];

/** Why it could not be stored; `undefined` when it is there now. */
async function takeDataset(
  { files }: OpenBundle,
  { id, name, folder }: Listed<'datasets'>,
  store: DatasetStore,
  onShare: (share: number) => void,
): Promise<string | undefined> {
  if (await store.get(id)) return undefined;
  const own = [...files]
    .filter(([path]) => path.startsWith(folder))
    .map(([path, file]) => ({ ...file, path: path.slice(folder.length) }));
  const imported = await importFiles(name, own, {
    writer: await store.create(),
    onProgress: (done, total) => onShare(done / total),
  });
  if (!imported.ok) return imported.problems[0]?.message ?? 'it cannot be read.';
  const { index } = imported.value;
  if (index.id === id) return undefined;
  await store.remove(index.id);
  const [skipped] = index.skipped;
  return skipped ? `${skipped.file}: ${skipped.reason}.` : 'they are not what they are said to be.';
}

async function takeModel(
  { files }: OpenBundle,
  { id, file }: Listed<'models'>,
  store: ModelStore,
): Promise<string | undefined> {
  try {
    if (await store.about(id).catch(() => undefined)) return undefined;
    const bytes = await files.get(file)?.read();
    const model = bytes && (await readModel(new Uint8Array(bytes)));
    if (!model || model.info.id !== id) return 'its file is damaged.';
    await store.put(model);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** `undefined` when it is no model, or says of itself what is not true. */
async function readModel(bytes: Uint8Array<ArrayBuffer>): Promise<LibraryModel | undefined> {
  const readable = {
    size: bytes.length,
    read: (offset: number, length: number) => bytes.slice(Math.max(0, offset), Math.max(0, offset + length)),
  };
  const footer = await readFooter(readable);
  const model = footer && (await readModelFile(readable, footer));
  return model && isModel(model) && (await modelId(model.files)) === model.info.id ? model : undefined;
}
