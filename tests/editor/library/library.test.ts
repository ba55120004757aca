import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { adoptFormerSession } from '../../../src/editor/library/former-session';
import {
  deleteForever,
  keepVersion,
  listGraphs,
  listVersions,
  moveToFolder,
  moveToTrash,
  readGraph,
  readVersion,
  renameVersion,
  restoreFromTrash,
  saveGraph,
} from '../../../src/editor/library/library';
import { foldersOf, searchGraphs } from '../../../src/editor/library/search-graphs';
import { emptyDocument, type GraphDocument } from '../../../src/graph/document';
import { loadTemplate } from '../../templates/load';

const titled = (title: string): GraphDocument => ({ ...emptyDocument(title), description: `About ${title}` });
const titles = async () => (await listGraphs()).map(({ title }) => title).sort();

/** Saves and gives the revision; fails where it is a conflict. */
async function save(id: string, document: GraphDocument, base?: string): Promise<string> {
  const saved = await saveGraph({ id, document, base });
  if (!saved.ok) throw new Error('A conflict.');
  return saved.revision;
}

const stored = new Map<string, string>();
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: 1_800_000_000_000 });
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => stored.set(key, value),
    removeItem: (key: string) => stored.delete(key),
  });
});
afterEach(async () => {
  vi.useRealTimers();
  stored.clear();
  await deleteForever((await listGraphs()).map(({ id }) => id));
});

describe('the library', () => {
  it('gives back what was saved', async () => {
    const document = loadTemplate('first-transfer');
    await save('a', document);
    const found = await readGraph('a');
    expect(found?.parsed.ok && found.parsed.document).toEqual(document);
    expect(found?.record).toMatchObject({ title: 'First transfer', nodes: 9, folder: '' });
  });

  it('lets nobody save over what somebody else saved since', async () => {
    const first = await save('a', titled('One'));
    const theirs = await save('a', titled('Theirs'), first);
    const ours = await saveGraph({ id: 'a', document: titled('Ours'), base: first });
    expect(ours).toMatchObject({ ok: false, conflict: { title: 'Theirs', revision: theirs } });
    expect(await titles()).toEqual(['Theirs']);
  });

  it('keeps both when two save at the same moment', async () => {
    const first = await save('a', titled('One'));
    const saves = ['Left', 'Right'].map((title) =>
      saveGraph({ id: 'a', document: titled(title), base: first }),
    );
    const outcomes = await Promise.all(saves);
    expect(outcomes.map(({ ok }) => ok).sort()).toEqual([false, true]);
  });

  it('brings back a graph that was deleted elsewhere while it was edited here', async () => {
    const revision = await save('a', titled('One'));
    await deleteForever(['a']);
    await save('a', titled('Two'), revision);
    expect(await titles()).toEqual(['Two']);
  });

  it('moves to the trash and back, and an edit takes out of it', async () => {
    const revision = await save('a', titled('One'));
    await moveToTrash('a');
    const place = async (type: 'all' | 'trash') => searchGraphs(await listGraphs(), '', { type }).length;
    expect([await place('all'), await place('trash')]).toEqual([0, 1]);
    await restoreFromTrash('a');
    expect([await place('all'), await place('trash')]).toEqual([1, 0]);
    await moveToTrash('a');
    await save('a', titled('Edited'), revision);
    expect(await place('all')).toBe(1);
  });

  it('finds by words of title, description and nodes, and by folder', async () => {
    await save('a', loadTemplate('first-transfer'));
    await save('b', titled('Birds'));
    await moveToFolder('b', ' Garden ');
    const found = async (query: string) =>
      searchGraphs(await listGraphs(), query, { type: 'all' }).map(({ id }) => id);
    expect(await found('birds ABOUT')).toEqual(['b']);
    expect(await found('backbone emoji')).toEqual(['a']);
    expect(await found('garden')).toEqual(['b']);
    expect(await found('backbone zebra')).toEqual([]);
    expect(foldersOf(await listGraphs())).toEqual(['Garden']);
  });
});

describe('versions', () => {
  it('are kept of what is replaced, not more often than every two minutes', async () => {
    let revision = await save('a', titled('0'));
    for (let edit = 1; edit <= 6; edit++) {
      vi.setSystemTime(Date.now() + 60_000);
      revision = await save('a', titled(String(edit)), revision);
    }
    const versions = await listVersions('a');
    const documents = versions.map((version) => readVersion(version));
    expect(documents.map((parsed) => parsed.ok && parsed.document.title)).toEqual(['5', '3', '1']);
  });

  it('hold what was there before a long break, whatever the next edit is', async () => {
    const revision = await save('a', loadTemplate('first-transfer'));
    vi.setSystemTime(Date.now() + 86_400_000);
    await save('a', emptyDocument(), revision);
    const [version] = await listVersions('a');
    expect(version && readVersion(version)).toMatchObject({
      ok: true,
      document: { title: 'First transfer' },
    });
  });

  it('can be named and are named no more', async () => {
    await save('a', titled('One'));
    await keepVersion('a', titled('One'), 'Before the change');
    const [version] = await listVersions('a');
    expect(version?.name).toBe('Before the change');
    if (version) await renameVersion(version, ' ');
    expect((await listVersions('a'))[0]).not.toHaveProperty('name');
  });

  it('go with their graph', async () => {
    await save('a', titled('One'));
    await keepVersion('a', titled('One'));
    await deleteForever(['a']);
    expect(await listVersions('a')).toEqual([]);
  });
});

describe('what Graft stored before it had a library', () => {
  const former = async (recent: readonly unknown[], text: string) => {
    const db = await openDB('graft-session', 1, {
      upgrade(opened) {
        opened.createObjectStore('session');
        opened.createObjectStore('recent', { keyPath: 'id' }).createIndex('savedAt', 'savedAt');
      },
    });
    for (const [place, document] of recent.entries()) {
      await db.put('recent', { id: String(place), title: '', savedAt: place, document });
    }
    await db.put('session', { text, savedAt: 5 }, 'current');
    db.close();
  };

  it('arrives once, the open graph first', async () => {
    await former([loadTemplate('digits-0-4-to-5-9')], JSON.stringify(loadTemplate('first-transfer')));
    const current = await adoptFormerSession();
    expect((await readGraph(current ?? ''))?.record.title).toBe('First transfer');
    expect(await titles()).toEqual(['Digits 0–4 to 5–9', 'First transfer']);
    expect(await adoptFormerSession()).toBeUndefined();
    expect(await titles()).toHaveLength(2);
    expect((await indexedDB.databases()).map(({ name }) => name)).not.toContain('graft-session');
  });

  it('stays where it is when some of it cannot be read, and the rest arrives', async () => {
    await former(['no graph'], JSON.stringify(loadTemplate('first-transfer')));
    await adoptFormerSession();
    expect(await titles()).toEqual(['First transfer']);
    expect((await indexedDB.databases()).map(({ name }) => name)).toContain('graft-session');
  });

  it('leaves nothing behind where there was nothing', async () => {
    await new Promise((resolve) => {
      indexedDB.deleteDatabase('graft-session').onsuccess = resolve;
    });
    expect(await adoptFormerSession()).toBeUndefined();
    expect((await indexedDB.databases()).map(({ name }) => name)).not.toContain('graft-session');
  });
});
