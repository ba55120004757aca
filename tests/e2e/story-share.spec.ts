import { readFileSync, writeFileSync } from 'node:fs';
import type { Browser, Download, Locator, Page } from '@playwright/test';
import { takePictures } from './both-themes';
import { dropFiles } from './drop-files';
import { EditorPage, expect, test } from './editor-page';
import { pictures, zip } from './image-zips';

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

test('saving: lessons opened, graphs found, put away, brought back and compared, a version restored', async ({
  editor,
  page,
}, info) => {
  await test.step('a lesson is found in the gallery and opens as a graph of its own', async () => {
    await rename(editor, 'My emoji');
    await editor.button('Templates').click();
    const gallery = page.getByRole('dialog', { name: 'Templates' });
    await expect(gallery.getByRole('searchbox')).toBeVisible();
    await takePictures(page, info, 'gallery');
    await gallery.getByRole('searchbox').fill('digits');
    await gallery.getByRole('button', { name: /^Digits 0–4 to 5–9/ }).click();
    await expect(editor.node('train-low')).toBeVisible();
    await editor.button('Templates').click();
    await gallery.getByRole('button', { name: /^Your own photos|^Your photos/ }).click();
    await expect(gallery).toBeHidden();
  });

  await test.step('the library keeps all of them, by folder and by search', async () => {
    const library = await openLibrary(editor);
    await expect(cards(library)).toHaveCount(3);
    await library.getByRole('button', { name: 'More for My emoji' }).click();
    await page.getByRole('menuitem', { name: 'Move to a folder…' }).click();
    await page.getByLabel('Folder: a new one').fill('Lessons');
    await page.getByRole('button', { name: 'Move', exact: true }).click();
    await library.getByRole('button', { name: 'Lessons 1' }).click();
    await expect(cards(library)).toHaveCount(1);
    await library.getByRole('button', { name: 'All graphs' }).click();
    await takePictures(page, info, 'library');
    await library.getByRole('searchbox').fill('emoji lessons');
    await expect(cards(library)).toHaveCount(1);
    await library.getByRole('button', { name: /^My emoji/ }).click();
    await expect(page.getByLabel('Title of the graph')).toHaveValue('My emoji');
  });

  await test.step('two graphs are compared', async () => {
    const library = await openLibrary(editor);
    await library.getByRole('button', { name: 'More for Digits' }).click();
    await page.getByRole('menuitem', { name: 'Compare with the open graph' }).click();
    const compare = page.getByRole('dialog', { name: 'Compare' });
    await expect(compare.getByRole('combobox', { name: 'From' })).toContainText('Digits 0–4 to 5–9');
    await expect(compare).toContainText('My emoji');
    await takePictures(page, info, 'compare');
    await page.keyboard.press('Escape');
  });

  await test.step('what is in the trash comes back, or is deleted for good', async () => {
    const library = await openLibrary(editor);
    const trash = async () => {
      await library.getByRole('button', { name: 'More for Digits' }).click();
      await page.getByRole('menuitem', { name: 'Move to the trash' }).click();
      await expect(cards(library)).toHaveCount(2);
      await library.getByRole('button', { name: /^Trash/ }).click();
    };
    await trash();
    await library.getByRole('button', { name: 'Restore' }).click();
    await library.getByRole('button', { name: /^All graphs/ }).click();
    await expect(cards(library)).toHaveCount(3);
    await trash();
    await library.getByRole('button', { name: 'Empty the trash' }).click();
    await expect(library.getByRole('alertdialog')).toContainText('cannot be undone');
    await takePictures(page, info, 'trash');
    await library.getByRole('button', { name: 'Delete for good' }).click();
    await expect(cards(library)).toHaveCount(0);
    await page.keyboard.press('Escape');
  });

  await test.step('a version is named, compared and restored, and what was there before is one too', async () => {
    const versions = async () => {
      await editor.button('Graph menu').click();
      await page.getByRole('menuitem', { name: 'Versions…' }).click();
      return page.getByRole('dialog', { name: /^Versions of/ });
    };
    let dialog = await versions();
    await dialog.getByRole('button', { name: 'Name this moment…' }).click();
    await page.getByLabel(/^Name, e.g./).fill('Before');
    await page.getByRole('button', { name: 'Keep', exact: true }).click();
    await expect(dialog.getByRole('button', { name: /^Before/ })).toBeVisible();
    await page.keyboard.press('Escape');
    await editor.select('augment');
    await page.keyboard.press('Delete');
    await editor.select('train');
    await editor.inspector.getByLabel('Epochs', { exact: true }).fill('50');
    await page.keyboard.press('Enter');
    await expect(editor.node('augment')).toBeHidden();

    dialog = await versions();
    await expect(dialog).toContainText('Epochs: 30 → 50');
    await expect(dialog).toContainText('Split → Augment');
    await takePictures(page, info, 'versions');
    await dialog.getByRole('button', { name: 'Restore' }).click();
    await expect(editor.node('augment')).toBeVisible();
    await editor.button('Undo').click();
    await expect(editor.node('augment')).toBeHidden();

    await editor.button('Graph menu').click();
    await page.getByRole('menuitem', { name: 'Compare with…' }).click();
    const compare = page.getByRole('dialog', { name: 'Compare' });
    await expect(compare).toContainText('No difference');
    await page.getByRole('button', { name: 'Swap' }).click();
    await page.getByRole('combobox', { name: 'To' }).click();
    await page.getByRole('option', { name: /^Before/ }).click();
    await expect(compare).toContainText('Epochs: 50 → 30');
    await page.keyboard.press('Escape');
  });

  await test.step('a reload finds all of it', async () => {
    await page.reload();
    await expect(cards(await openLibrary(editor))).toHaveCount(2);
  });
});

/** Somebody else: another browser, to which nothing came but what is given to it. */
async function withSomebody(browser: Browser, work: (editor: EditorPage) => Promise<void>): Promise<void> {
  const context = await browser.newContext();
  const editor = new EditorPage(await context.newPage());
  await editor.open();
  await work(editor);
  await context.close();
}

test('sharing: a link, a picture and a bundle open for somebody else, each after a look at what is in it', async ({
  editor,
  page,
  browser,
}, info) => {
  const keep = async (download: Promise<Download>, name: string) => {
    const path = info.outputPath(name);
    await (await download).saveAs(path);
    return path;
  };
  const canvasOf = (shown: Page) => shown.getByLabel('Graph', { exact: true });
  const images = info.outputPath('pets.zip');
  writeFileSync(
    images,
    zip({ ...(await pictures('cat', 'orange', 4)), ...(await pictures('dog', 'brown', 5)) }),
  );
  await editor.select('dataset');
  await editor.choose('Source', 'Folder or zip');
  await dropFiles(page.getByText('Drop a folder or a zip here'), [images]);
  await expect(editor.inspector).toContainText('9 images in 2 classes');
  await rename(editor, 'Cats or dogs');
  const count = await editor.nodes.count();

  await editor.button('Share…').click();
  const dialog = page.getByRole('dialog', { name: 'Share' });
  await expect(dialog).toContainText('One file with 1 dataset of yours');
  await takePictures(page, info, 'share');
  const link = await dialog.getByLabel('Link to this graph').inputValue();
  const [picture, bundle] = [
    await (async () => {
      const download = page.waitForEvent('download');
      await dialog.getByRole('button', { name: 'PNG picture' }).click();
      return keep(download, 'graph.png');
    })(),
    await (async () => {
      const download = page.waitForEvent('download');
      await dialog.getByRole('button', { name: 'Bundle (.zip)' }).click();
      return keep(download, 'graph.zip');
    })(),
  ];
  await page.keyboard.press('Escape');

  await test.step('one’s own picture opens at once', async () => {
    // It is drawn: a picture of nothing is small.
    expect(readFileSync(picture).length).toBeGreaterThan(30_000);
    await editor.newGraph();
    await dropFiles(canvasOf(page), [picture]);
    await expect(page.getByText('Opened "Cats or dogs"')).toBeVisible();
    await expect(editor.nodes).toHaveCount(count);
  });

  await test.step('the link brings the graph, and says that the images are not in it', () =>
    withSomebody(browser, async (other) => {
      await other.page.goto('about:blank');
      await other.page.goto(link);
      const incoming = other.page.getByRole('dialog', { name: 'Cats or dogs' });
      await expect(incoming).toContainText('not on this machine, and not in the graph');
      await other.button('Open graph').click();
      await expect(other.page.getByText('Opened "Cats or dogs"')).toBeVisible();
      await expect(other.nodes).toHaveCount(count);
    }));

  await test.step('the bundle brings the images, too', () =>
    withSomebody(browser, async (other) => {
      await dropFiles(canvasOf(other.page), [bundle]);
      const incoming = other.page.getByRole('dialog', { name: 'Cats or dogs' });
      await expect(incoming).toContainText('9 images');
      await takePictures(other.page, info, 'incoming-bundle');
      await other.button('Open graph').click();
      await expect(other.page.getByText('Opened "Cats or dogs"')).toBeVisible();
      await expect(other.nodes).toHaveCount(count);
      await other.page.reload();
      await other.select('dataset');
      await expect(other.inspector).toContainText('9 images in 2 classes');
      await expect(other.node('dataset').getByRole('img').first()).toBeVisible();
    }));
});
