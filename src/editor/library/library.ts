import { deflateSync, inflateSync, strFromU8, strToU8 } from 'fflate';
import type { GraphDocument } from '../../graph/document';
import { type Parsed, parseDocument } from '../../graph/parse';
import { announceChange } from './changes';
import { describeDocument, type GraphRecord, type GraphVersion } from './graph-record';
import { libraryDatabase } from './library-database';
import { versionsToDrop } from './thin-versions';

/** A version is kept of what was there before, at most this often. */
const VERSION_EVERY_MS = 2 * 60_000;

export interface SaveRequest {
  readonly id: string;
  readonly document: GraphDocument;
  /** The revision that the document was made from; absent for a graph that is new. */
  readonly base?: string;
  readonly folder?: string;
  /** The template that this is an unchanged copy of. */
  readonly untouched?: string;
}

export type Saved =
  | { readonly ok: true; readonly revision: string }
  /** Somebody else saved it since: nothing was written. */
  | { readonly ok: false; readonly conflict: GraphRecord };

/**
 * Stores a graph, and now and then a version of what it replaces. It is stored only over the revision
 * it was made from, in one transaction, so that two tabs cannot overwrite each other. Resolves when it
 * is on the disk.
 */
export async function saveGraph({ id, document, base, folder, untouched }: SaveRequest): Promise<Saved> {
  const now = Date.now();
  const db = await libraryDatabase();
  const tx = db.transaction(['graphs', 'contents', 'versions'], 'readwrite', { durability: 'strict' });
  const graphs = tx.objectStore('graphs');
  const contents = tx.objectStore('contents');
  const before = await graphs.get(id);
  if (before && before.revision !== base) {
    await tx.done;
    return { ok: false, conflict: before };
  }
  const text = JSON.stringify(document);
  const old = before && (await contents.get(id));
  const isDue = before !== undefined && now - before.versionAt >= VERSION_EVERY_MS;
  const keeps = isDue && old !== undefined && old !== text;
  const record: GraphRecord = {
    id,
    folder: folder ?? before?.folder ?? '',
    createdAt: before?.createdAt ?? now,
    openedAt: before?.openedAt ?? now,
    savedAt: now,
    revision: crypto.randomUUID(),
    versionAt: keeps || !before ? now : before.versionAt,
    ...(untouched !== undefined && { untouched }),
    ...describeDocument(document),
  };
  graphs.put(record);
  contents.put(text, id);
  if (keeps) {
    const versions = tx.objectStore('versions');
    versions.put(makeVersion(id, old, before.savedAt, before.nodes));
    const all = await versions.index('graph').getAll(id);
    for (const gone of versionsToDrop(all, now)) versions.delete(gone);
  }
  await tx.done;
  announceChange({ id, revision: record.revision });
  return { ok: true, revision: record.revision };
}

const makeVersion = (
  graph: string,
  text: string,
  at: number,
  nodes: number,
  name?: string,
): GraphVersion => ({
  id: crypto.randomUUID(),
  graph,
  at,
  nodes,
  ...(name !== undefined && { name }),
  packed: deflateSync(strToU8(text)),
});

/** All graphs, those in the trash included; last opened first. */
export async function listGraphs(): Promise<GraphRecord[]> {
  const records = await (await libraryDatabase()).getAll('graphs');
  return records.sort((a, b) => b.openedAt - a.openedAt);
}

export interface StoredGraph {
  readonly record: GraphRecord;
  readonly parsed: Parsed;
}

/** A graph with what is stored of it at one moment. */
export async function readGraph(id: string): Promise<StoredGraph | undefined> {
  const tx = (await libraryDatabase()).transaction(['graphs', 'contents']);
  const [record, text] = await Promise.all([
    tx.objectStore('graphs').get(id),
    tx.objectStore('contents').get(id),
  ]);
  return record && text !== undefined ? { record, parsed: parseDocument(text) } : undefined;
}

/** All graphs but one, as far as they can be read. */
export async function libraryDocuments(without: string): Promise<GraphDocument[]> {
  const db = await libraryDatabase();
  const documents: GraphDocument[] = [];
  for (const id of await db.getAllKeys('contents')) {
    const parsed = id === without ? undefined : parseDocument((await db.get('contents', id)) ?? '');
    if (parsed?.ok) documents.push(parsed.document);
  }
  return documents;
}

/** Changes what the library knows of a graph, not the graph itself. Nothing happens when it is gone. */
async function changeRecord(id: string, change: (record: GraphRecord) => GraphRecord): Promise<void> {
  const tx = (await libraryDatabase()).transaction('graphs', 'readwrite');
  const record = await tx.store.get(id);
  if (record) await tx.store.put(change(record));
  await tx.done;
  announceChange({ id, revision: record?.revision });
}

export const markOpened = (id: string): Promise<void> =>
  changeRecord(id, (record) => ({ ...record, openedAt: Date.now() }));

export const moveToFolder = (id: string, folder: string): Promise<void> =>
  changeRecord(id, (record) => ({ ...record, folder: folder.trim().slice(0, 100) }));

export const moveToTrash = (id: string): Promise<void> =>
  changeRecord(id, (record) => ({ ...record, trashedAt: Date.now() }));

export const restoreFromTrash = (id: string): Promise<void> =>
  changeRecord(id, ({ trashedAt: _trashed, ...record }) => record);

/** Removes graphs and their versions for good. */
export async function deleteForever(ids: readonly string[]): Promise<void> {
  const tx = (await libraryDatabase()).transaction(['graphs', 'contents', 'versions'], 'readwrite');
  for (const id of ids) {
    tx.objectStore('graphs').delete(id);
    tx.objectStore('contents').delete(id);
    for (const version of await tx.objectStore('versions').index('graph').getAllKeys(id)) {
      tx.objectStore('versions').delete(version);
    }
  }
  await tx.done;
  for (const id of ids) announceChange({ id });
}

/** Of one graph, newest first. */
export async function listVersions(graph: string): Promise<GraphVersion[]> {
  const versions = await (await libraryDatabase()).getAllFromIndex('versions', 'graph', graph);
  return versions.sort((a, b) => b.at - a.at);
}

/** Keeps a graph as it is now; with a name it stays until it is deleted. */
export async function keepVersion(graph: string, document: GraphDocument, name?: string): Promise<void> {
  const version = makeVersion(graph, JSON.stringify(document), Date.now(), document.nodes.length, name);
  await (await libraryDatabase()).put('versions', version);
  announceChange({ id: graph });
}

/** An empty name takes it away again. */
export async function renameVersion({ id, graph }: GraphVersion, name: string): Promise<void> {
  const tx = (await libraryDatabase()).transaction('versions', 'readwrite');
  const version = await tx.store.get(id);
  const { name: _old, ...unnamed } = version ?? {};
  if (version) {
    const given = name.trim().slice(0, 200);
    await tx.store.put({ ...(unnamed as GraphVersion), ...(given !== '' && { name: given }) });
  }
  await tx.done;
  announceChange({ id: graph });
}

export async function deleteVersion({ id, graph }: GraphVersion): Promise<void> {
  await (await libraryDatabase()).delete('versions', id);
  announceChange({ id: graph });
}

export const readVersion = (version: GraphVersion): Parsed =>
  parseDocument(strFromU8(inflateSync(version.packed)));
