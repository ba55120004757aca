import { importFiles } from '../../../src/engine/data/import/import-files';
import { writeBundle } from '../../../src/engine/graph-bundle/write-bundle';
import type { LibraryModel } from '../../../src/engine/library/library-model';
import { modelId } from '../../../src/engine/library/model-id';
import type { StoredDataset } from '../../../src/engine/platform/platform';
import { pictures, type ZipContent } from '../../e2e/image-zips';
import { sampleModel } from '../library/sample-model';
import { memoryDatasets } from './memory-stores';

export async function storedPictures(files?: ZipContent): Promise<StoredDataset> {
  const content = files ?? {
    ...(await pictures('train/cat', 'orange', 2)),
    ...(await pictures('test/dog', 'brown', 2)),
  };
  const store = memoryDatasets();
  const imported = await importFiles(
    'Pets',
    Object.entries(content).map(([path, bytes]) => ({ path, read: async () => bytes as Uint8Array })),
    { writer: await store.create() },
  );
  const stored = imported.ok ? store.kept.get(imported.value.index.id) : undefined;
  if (!stored) throw new Error('The pictures were not stored.');
  return stored;
}

/** A model under the id that its content gives. */
export async function storedModel(bytes = 5000): Promise<LibraryModel> {
  const model = sampleModel('own-0', bytes);
  return { ...model, info: { ...model.info, id: await modelId(model.files) } };
}

export async function bundleOf(
  graph: string,
  datasets: readonly StoredDataset[],
  models: readonly LibraryModel[],
): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  await writeBundle({ graph, datasets, models }, (bytes) => parts.push(bytes.slice()));
  return new Uint8Array(Buffer.concat(parts));
}
