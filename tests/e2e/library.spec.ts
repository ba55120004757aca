import type { Locator } from '@playwright/test';
import { EditorPage, expect, test } from './editor-page';

const openLibrary = async (editor: EditorPage): Promise<Locator> => {
  await editor.button('Library').click();
  return editor.page.getByRole('dialog', { name: 'Library' });
};

const cards = (dialog: Locator): Locator =>
  dialog.getByRole('list', { name: 'Graphs' }).getByRole('listitem');

async function rename(editor: EditorPage, title: string): Promise<void> {
  const field = editor.page.getByLabel('Title of the graph');
  await field.fill(title);
  await field.press('Enter');
}

const saved = (editor: EditorPage) => expect(editor.page.getByLabel('Saved in this browser')).toBeVisible();

test('a second tab follows the first one; edits of both at once are both kept', async ({ editor, page }) => {
  await rename(editor, 'Shared');
  await saved(editor);
  const second = new EditorPage(await page.context().newPage());
  await second.open();
  await expect(second.page.getByLabel('Title of the graph')).toHaveValue('Shared');

  await rename(editor, 'Shared by both');
  await expect(second.page.getByLabel('Title of the graph')).toHaveValue('Shared by both');

  // On a slow machine one may have seen what the other saved before it edits: then once more.
  let round = 0;
  await expect(async () => {
    round++;
    await Promise.all([rename(editor, `Left ${round}`), rename(second, `Right ${round}`)]);
    const told = [page, second.page].map((tab) =>
      tab.getByText(/was also changed in another tab/).waitFor({ state: 'visible', timeout: 5000 }),
    );
    await Promise.any(told);
  }).toPass();
  const library = await openLibrary(editor);
  await expect(cards(library)).toHaveCount(2);
  await expect(library).toContainText(`Left ${round}`);
  await expect(library).toContainText(`Right ${round}`);
});

test('a graph that was stored before there was a library is in it', async ({ editor, page }) => {
  await page.evaluate(async () => {
    for (const key of ['graft-session-adopted', 'graft-graph']) localStorage.removeItem(key);
    sessionStorage.clear();
    const opening = indexedDB.open('graft-session', 1);
    await new Promise((resolve) => {
      opening.onupgradeneeded = () => {
        opening.result.createObjectStore('session');
        opening.result.createObjectStore('recent', { keyPath: 'id' }).createIndex('savedAt', 'savedAt');
      };
      opening.onsuccess = resolve;
    });
    const node = { id: 'old', kind: 'note', position: { x: 0, y: 0 }, params: { text: 'From before' } };
    const graph = { format: 'graft', version: 1, title: 'An old graph', nodes: [node], wires: [] };
    const writing = opening.result.transaction('session', 'readwrite');
    writing.objectStore('session').put({ text: JSON.stringify(graph), savedAt: 1 }, 'current');
    await new Promise((resolve) => {
      writing.oncomplete = resolve;
    });
    opening.result.close();
  });
  await page.reload();
  await expect(page.getByLabel('Title of the graph')).toHaveValue('An old graph');
  await expect(editor.node('old')).toContainText('From before');
});
