import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { CapturedClass } from './capture-store';

interface Captures extends DBSchema {
  pictures: { key: string; value: Blob };
  /** By node; classes hold the ids of their pictures. */
  drafts: { key: string; value: readonly { readonly name: string; readonly pictures: readonly string[] }[] };
}

let opened: Promise<IDBPDatabase<Captures>> | undefined;

function database(): Promise<IDBPDatabase<Captures>> {
  opened ??= openDB<Captures>('graft-captures', 1, {
    upgrade(db) {
      db.createObjectStore('pictures');
      db.createObjectStore('drafts');
    },
  });
  return opened;
}

/** What was recorded in earlier visits and not put to use yet. */
export async function readDrafts(): Promise<Record<string, readonly CapturedClass[]>> {
  const db = await database();
  const drafts: Record<string, readonly CapturedClass[]> = {};
  for (const nodeId of await db.getAllKeys('drafts')) {
    const classes = (await db.get('drafts', nodeId)) ?? [];
    drafts[nodeId] = await Promise.all(
      classes.map(async ({ name, pictures }) => ({
        name,
        pictures: (
          await Promise.all(pictures.map(async (id) => ({ id, blob: await db.get('pictures', id) })))
        ).flatMap(({ id, blob }) => (blob ? [{ id, blob }] : [])),
      })),
    );
  }
  return drafts;
}

const picturesOf = (classes: readonly CapturedClass[] | undefined) =>
  (classes ?? []).flatMap(({ pictures }) => pictures);

/** Writes only what is new in a draft since `before`, and deletes what is gone: a picture is written once. */
export async function writeDraft(
  nodeId: string,
  classes: readonly CapturedClass[] | undefined,
  before: readonly CapturedClass[] | undefined,
): Promise<void> {
  const had = new Set(picturesOf(before).map(({ id }) => id));
  const has = new Set(picturesOf(classes).map(({ id }) => id));
  const change = (await database()).transaction(['pictures', 'drafts'], 'readwrite');
  const pictures = change.objectStore('pictures');
  const drafts = change.objectStore('drafts');
  await Promise.all([
    ...picturesOf(classes)
      .filter(({ id }) => !had.has(id))
      .map(({ id, blob }) => pictures.put(blob, id)),
    ...[...had].filter((id) => !has.has(id)).map((id) => pictures.delete(id)),
    classes === undefined
      ? drafts.delete(nodeId)
      : drafts.put(
          classes.map(({ name, pictures: taken }) => ({ name, pictures: taken.map(({ id }) => id) })),
          nodeId,
        ),
    change.done,
  ]);
}
