import { deleteDB, type IDBPDatabase, openDB } from 'idb';
import { type Parsed, parseDocument, readDocument } from '../../graph/parse';
import { saveGraph } from './library';

const NAME = 'graft-session';
const FAREWELL = 'graft-farewell';
const DONE = 'graft-session-adopted';

/**
 * Brings what Graft stored before it had a library into the library: the graph that was open, the
 * recent ones, and a farewell. Returns the id of the one that was open. What was there is removed only
 * when all of it has arrived.
 */
export async function adoptFormerSession(): Promise<string | undefined> {
  if (localStorage.getItem(DONE) !== null) return undefined;
  const db = await openFormer();
  if (!db) return undefined;
  const recent: readonly { readonly savedAt: number; readonly document: unknown }[] =
    await db.getAll('recent');
  const session: { readonly text: string; readonly savedAt: number } | undefined = await db.get(
    'session',
    'current',
  );
  db.close();
  const oldestFirst = [...recent].sort((a, b) => a.savedAt - b.savedAt);
  const text = newer(session, readFarewell());
  const parsed = [
    ...oldestFirst.map(({ document }) => readDocument(document)),
    ...(text === undefined ? [] : [parseDocument(text)]),
  ];
  const ids: (string | undefined)[] = [];
  for (const graph of parsed) ids.push(await adopt(graph));
  localStorage.setItem(DONE, 'yes');
  // What cannot be read today may be readable to a later Graft.
  if (parsed.every(({ ok }) => ok)) {
    await deleteDB(NAME);
    localStorage.removeItem(FAREWELL);
  }
  return text === undefined ? undefined : ids.at(-1);
}

async function openFormer(): Promise<IDBPDatabase | undefined> {
  let isNew = false;
  try {
    return await openDB(NAME, 1, {
      upgrade(_, oldVersion, __, transaction) {
        isNew = oldVersion === 0;
        if (!isNew) return;
        // Nothing was there: leave nothing behind.
        transaction.done.catch(() => undefined);
        transaction.abort();
      },
    });
  } catch (error) {
    if (isNew) return undefined;
    throw error;
  }
}

async function adopt(parsed: Parsed): Promise<string | undefined> {
  if (!parsed.ok || parsed.document.nodes.length === 0) return undefined;
  const id = crypto.randomUUID();
  await saveGraph({ id, document: parsed.document });
  return id;
}

interface Dated {
  readonly text: string;
  readonly savedAt: number;
}

const newer = (session: Dated | undefined, farewell: Dated | undefined): string | undefined =>
  farewell && farewell.savedAt > (session?.savedAt ?? 0) ? farewell.text : session?.text;

function readFarewell(): Dated | undefined {
  try {
    return JSON.parse(localStorage.getItem(FAREWELL) ?? 'null') ?? undefined;
  } catch {
    return undefined;
  }
}
