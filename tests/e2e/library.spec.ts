import type { Locator } from '@playwright/test';
import { takePictures } from './both-themes';
import { EditorPage, expect, test } from './editor-page';

const openLibrary = async (editor: EditorPage): Promise<Locator> => {
  await editor.button('Library').click();
  return editor.page.getByRole('dialog', { name: 'Library' });
};

const cards = (dialog: Locator): Locator =>
  dialog.getByRole('list', { name: 'Graphs' }).getByRole('listitem');

async function openTemplate(editor: EditorPage, name: RegExp): Promise<void> {
  await editor.button('Templates').click();
  await editor.page.getByRole('dialog').getByRole('button', { name }).click();
  await expect(editor.page.getByRole('dialog')).toBeHidden();
}

async function rename(editor: EditorPage, title: string): Promise<void> {
  const field = editor.page.getByLabel('Title of the graph');
  await field.fill(title);
  await field.press('Enter');
}

const saved = (editor: EditorPage) => expect(editor.page.getByLabel('Saved in this browser')).toBeVisible();

test('many graphs: opened, found, put into folders, deleted, restored, deleted for good', async ({
  editor,
  page,
}, info) => {
  await rename(editor, 'My emoji');
  await openTemplate(editor, /^Digits 0–4 to 5–9/);
  await openTemplate(editor, /^Your own photos|^Your photos/);
  let library = await openLibrary(editor);
  await expect(cards(library)).toHaveCount(3);

  await library.getByRole('button', { name: 'More for My emoji' }).click();
  await page.getByRole('menuitem', { name: 'Move to a folder…' }).click();
  await page.getByLabel('Folder: a new one').fill('Lessons');
  await page.getByRole('button', { name: 'Move', exact: true }).click();
  await library.getByRole('button', { name: 'Lessons 1' }).click();
  await expect(cards(library)).toHaveCount(1);
  await takePictures(page, info, 'library');

  await library.getByRole('button', { name: 'All graphs' }).click();
  await library.getByRole('searchbox').fill('emoji lessons');
  await expect(cards(library)).toHaveCount(1);
  await library.getByRole('button', { name: /^My emoji/ }).click();
  await expect(page.getByLabel('Title of the graph')).toHaveValue('My emoji');

  library = await openLibrary(editor);
  await library.getByRole('button', { name: 'More for Digits' }).click();
  await page.getByRole('menuitem', { name: 'Move to the trash' }).click();
  await expect(cards(library)).toHaveCount(2);
  await library.getByRole('button', { name: /^Trash/ }).click();
  await library.getByRole('button', { name: 'Restore' }).click();
  await library.getByRole('button', { name: /^All graphs/ }).click();
  await expect(cards(library)).toHaveCount(3);

  await library.getByRole('button', { name: 'More for Digits' }).click();
  await page.getByRole('menuitem', { name: 'Move to the trash' }).click();
  await library.getByRole('button', { name: /^Trash/ }).click();
  await library.getByRole('button', { name: 'Empty the trash' }).click();
  await expect(library.getByRole('alertdialog')).toContainText('cannot be undone');
  await takePictures(page, info, 'trash');
  await library.getByRole('button', { name: 'Delete for good' }).click();
  await expect(cards(library)).toHaveCount(0);
  await page.reload();
  library = await openLibrary(editor);
  await expect(cards(library)).toHaveCount(2);
});

test('a version is named, compared and restored, and what was there before is a version too', async ({
  editor,
  page,
}, info) => {
  await editor.button('Graph menu').click();
  await page.getByRole('menuitem', { name: 'Versions…' }).click();
  const dialog = page.getByRole('dialog', { name: /^Versions of/ });
  await dialog.getByRole('button', { name: 'Name this moment…' }).click();
  await page.getByLabel(/^Name, e.g./).fill('Before');
  await page.getByRole('button', { name: 'Keep', exact: true }).click();
  await expect(dialog.getByRole('list', { name: 'Versions' }).getByRole('listitem')).toHaveCount(1);
  await page.keyboard.press('Escape');

  await editor.select('augment');
  await page.keyboard.press('Delete');
  await editor.select('train');
  await editor.inspector.getByLabel('Epochs', { exact: true }).fill('50');
  await page.keyboard.press('Enter');
  await expect(editor.node('augment')).toBeHidden();

  await editor.button('Graph menu').click();
  await page.getByRole('menuitem', { name: 'Versions…' }).click();
  await expect(dialog).toContainText('Epochs: 30 → 50');
  await expect(dialog).toContainText('Split → Augment');
  await takePictures(page, info, 'versions');
  await dialog.getByRole('button', { name: 'Restore' }).click();
  await expect(editor.node('augment')).toBeVisible();
  await editor.button('Undo').click();
  await expect(editor.node('augment')).toBeHidden();

  await editor.button('Graph menu').click();
  await page.getByRole('menuitem', { name: 'Compare with…' }).click();
  await expect(page.getByRole('dialog', { name: 'Compare' })).toContainText('No difference');
  await page.getByRole('button', { name: 'Swap' }).click();
  await page.getByRole('combobox', { name: 'To' }).click();
  await page.getByRole('option', { name: /^Before/ }).click();
  await expect(page.getByRole('dialog', { name: 'Compare' })).toContainText('Epochs: 50 → 30');
  await takePictures(page, info, 'compare');
});

test('a second tab follows the first one; edits of both at once are both kept', async ({ editor, page }) => {
  await rename(editor, 'Shared');
  await saved(editor);
  const second = new EditorPage(await page.context().newPage());
  await second.open();
  await expect(second.page.getByLabel('Title of the graph')).toHaveValue('Shared');

  await rename(editor, 'Shared by both');
  await expect(second.page.getByLabel('Title of the graph')).toHaveValue('Shared by both');

  await Promise.all([rename(editor, 'From the left'), rename(second, 'From the right')]);
  const told = [page, second.page].map((tab) =>
    tab.getByText(/was also changed in another tab/).waitFor({ state: 'visible' }),
  );
  await Promise.any(told);
  const library = await openLibrary(editor);
  await expect(cards(library)).toHaveCount(2);
  await expect(library).toContainText('From the left');
  await expect(library).toContainText('From the right');
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
