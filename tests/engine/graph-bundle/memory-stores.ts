import type { DatasetStore, StoredDataset } from '../../../src/engine/platform/platform';

/** A store of datasets in memory. */
export function memoryDatasets(): DatasetStore & { readonly kept: Map<string, StoredDataset> } {
  const kept = new Map<string, StoredDataset>();
  return {
    kept,
    get: async (id) => kept.get(id),
    async create() {
      const parts: Uint8Array[] = [];
      return {
        append: async (bytes) => void parts.push(bytes.slice()),
        async finish(index) {
          const data = Buffer.concat(parts);
          const read: StoredDataset['read'] = async ({ offset, length }) =>
            new Uint8Array(data.subarray(offset, offset + length));
          kept.set(index.id, { index, read });
        },
        discard: async () => undefined,
      };
    },
    list: async () => [],
    remove: async (id) => void kept.delete(id),
  };
}
