import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { DatasetIndex } from '../../plan/catalog';
import type { DatasetStore, DatasetWriter, StoredDataset } from './platform';

interface Schema extends DBSchema {
  /** By dataset id. */
  datasets: { key: string; value: { index: DatasetIndex; data: string; order: number } };
  /** The bytes of one sample, by data name and offset. */
  samples: { key: [string, number]; value: Uint8Array };
}

const VERSION = 1;

/** The user's datasets in IndexedDB, for browsers without a private file system. */
export function indexedDbStore(): DatasetStore {
  let opened: Promise<IDBPDatabase<Schema>> | undefined;
  const database = () => {
    opened ??= openDB<Schema>('graft-datasets', VERSION, {
      upgrade(db) {
        db.createObjectStore('datasets');
        db.createObjectStore('samples');
      },
    });
    return opened;
  };
  return {
    async get(id) {
      const db = await database();
      const entry = await db.get('datasets', id);
      return entry && open(db, entry.index, entry.data);
    },
    async create() {
      const db = await database();
      return writer(db);
    },
    async list() {
      const entries = await (await database()).getAll('datasets');
      entries.sort((a, b) => b.order - a.order);
      return entries.map(({ index }) => ({
        id: index.id,
        name: index.name,
        bytes: index.samples.reduce((sum, sample) => sum + sample.length, 0),
      }));
    },
    async remove(id) {
      const db = await database();
      const entry = await db.get('datasets', id);
      if (!entry) return;
      await db.delete('datasets', id);
      await db.delete('samples', samplesOf(entry.data));
    },
  };
}

const samplesOf = (data: string) => IDBKeyRange.bound([data, 0], [data, Number.POSITIVE_INFINITY]);

const open = (db: IDBPDatabase<Schema>, index: DatasetIndex, data: string): StoredDataset => ({
  index,
  async read({ id, offset }) {
    const bytes = await db.get('samples', [data, offset]);
    if (!bytes) throw new Error(`The stored dataset "${index.name}" lacks "${id}".`);
    return bytes;
  },
});

function writer(db: IDBPDatabase<Schema>): DatasetWriter {
  const data = crypto.randomUUID();
  let at = 0;
  return {
    async append(bytes) {
      // A copy of this part alone: stored as it is, a view would take its whole buffer along.
      await db.put('samples', new Uint8Array(bytes), [data, at]);
      at += bytes.length;
    },
    async finish(index) {
      const before = await db.get('datasets', index.id);
      const entries = await db.getAll('datasets');
      const order = 1 + Math.max(0, ...entries.map((entry) => entry.order));
      await db.put('datasets', { index, data, order }, index.id);
      if (before) await db.delete('samples', samplesOf(before.data));
    },
    async discard() {
      await db.delete('samples', samplesOf(data));
    },
  };
}
