import type { DBSchema } from 'idb';
import { keptDatabase } from '../store/kept-database';
import type { GraphRecord, GraphVersion } from './graph-record';

export interface LibrarySchema extends DBSchema {
  graphs: { key: string; value: GraphRecord };
  /** The JSON of each graph, by its id. */
  contents: { key: string; value: string };
  versions: { key: string; value: GraphVersion; indexes: { graph: string } };
}

export const libraryDatabase = keptDatabase<LibrarySchema>('graft-library', (db) => {
  db.createObjectStore('graphs', { keyPath: 'id' });
  db.createObjectStore('contents');
  db.createObjectStore('versions', { keyPath: 'id' }).createIndex('graph', 'graph');
});
