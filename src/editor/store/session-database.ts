import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { GraphDocument } from '../../graph/document';

/** A graph that was open before another one took its place. */
export interface RecentGraph {
  readonly id: string;
  readonly title: string;
  readonly savedAt: number;
  readonly document: GraphDocument;
}

interface Session extends DBSchema {
  session: { key: 'current'; value: { readonly text: string; readonly savedAt: number } };
  recent: { key: string; value: RecentGraph; indexes: { savedAt: number } };
}

const MOST_RECENT = 30;

let opened: Promise<IDBPDatabase<Session>> | undefined;

function database(): Promise<IDBPDatabase<Session>> {
  opened ??= openDB<Session>('graft-session', 1, {
    upgrade(db) {
      db.createObjectStore('session');
      db.createObjectStore('recent', { keyPath: 'id' }).createIndex('savedAt', 'savedAt');
    },
  });
  return opened;
}

/** The text of the graph that was open when the page was left. */
export async function readCurrent(): Promise<string | undefined> {
  const farewell = takeFarewell();
  try {
    const stored = await (await database()).get('session', 'current');
    return farewell && farewell.savedAt > (stored?.savedAt ?? 0) ? farewell.text : stored?.text;
  } catch (error) {
    // Without the database the next write reports it; what there is must not be lost meanwhile.
    if (farewell) return farewell.text;
    throw error;
  }
}

export async function writeCurrent(text: string): Promise<void> {
  await (await database()).put('session', { text, savedAt: Date.now() }, 'current');
}

const FAREWELL = 'graft-farewell';

interface Farewell {
  readonly text: string;
  readonly savedAt: number;
}

/** Writes at once, for a page that is about to go: the database may not come to it any more. */
export function writeFarewell(text: string): void {
  try {
    localStorage.setItem(FAREWELL, JSON.stringify({ text, savedAt: Date.now() } satisfies Farewell));
  } catch {
    // Too large or not allowed: the write to the database beside this one has to do.
  }
}

function takeFarewell(): Farewell | undefined {
  try {
    const text = localStorage.getItem(FAREWELL);
    localStorage.removeItem(FAREWELL);
    return text === null ? undefined : (JSON.parse(text) as Farewell);
  } catch {
    return undefined;
  }
}

/** Keeps a graph among the recent ones; the oldest go. */
export async function keepRecent(document: GraphDocument): Promise<void> {
  const db = await database();
  const savedAt = Date.now();
  await db.put('recent', { id: crypto.randomUUID(), title: document.title, savedAt, document });
  const keys = await db.getAllKeysFromIndex('recent', 'savedAt');
  for (const key of keys.slice(0, Math.max(0, keys.length - MOST_RECENT))) await db.delete('recent', key);
}

/** Newest first. */
export const recentGraphs = async (): Promise<RecentGraph[]> =>
  (await (await database()).getAllFromIndex('recent', 'savedAt')).reverse();

export const forgetRecent = async (id: string): Promise<void> => (await database()).delete('recent', id);
