import { type DBSchema, type IDBPDatabase, openDB } from 'idb';

/**
 * A database of this browser that is opened when it is first asked for, and again after the browser has
 * ended it or it could not be opened.
 */
export function keptDatabase<Schema extends DBSchema>(
  name: string,
  upgrade: (database: IDBPDatabase<Schema>) => void,
): () => Promise<IDBPDatabase<Schema>> {
  let opened: Promise<IDBPDatabase<Schema>> | undefined;
  const forget = () => {
    opened = undefined;
  };
  return () => {
    opened ??= openDB<Schema>(name, 1, {
      upgrade,
      // A newer Graft in another tab wants to change the database: do not stand in its way.
      blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
      terminated: forget,
    });
    opened.catch(forget);
    return opened;
  };
}
