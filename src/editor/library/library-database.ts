import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { GraphRecord, GraphVersion } from './graph-record';

export interface LibrarySchema extends DBSchema {
  graphs: { key: string; value: GraphRecord };
  /** The JSON of each graph, by its id. */
  contents: { key: string; value: string };
  versions: { key: string; value: GraphVersion; indexes: { graph: string } };
}

let opened: Promise<IDBPDatabase<LibrarySchema>> | undefined;

export function libraryDatabase(): Promise<IDBPDatabase<LibrarySchema>> {
  opened ??= openDB<LibrarySchema>('graft-library', 1, {
    upgrade(db) {
      db.createObjectStore('graphs', { keyPath: 'id' });
      db.createObjectStore('contents');
      db.createObjectStore('versions', { keyPath: 'id' }).createIndex('graph', 'graph');
    },
    // A newer Graft in another tab wants to change the database: do not stand in its way.
    blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
    terminated() {
      opened = undefined;
    },
  });
  opened.catch(() => {
    opened = undefined;
  });
  return opened;
}
