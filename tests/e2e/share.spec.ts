import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { emptyDocument, type GraphDocument } from '../../src/graph/document';
import { shareLink } from '../../src/graph/share/link';
import { HOSTILE } from '../graph/arbitrary';
import { loadTemplate } from '../templates/load';
import { takePictures } from './both-themes';
import { dropFiles } from './drop-files';
import { expect, test } from './editor-page';

/** Opens a link as a click elsewhere does. */
async function follow(page: Page, document: GraphDocument): Promise<void> {
  const here = page.url();
  await page.goto('about:blank');
  await page.goto(shareLink(here, document));
}

test('a link shows what it holds, opens as a new graph when asked, and nothing is lost', async ({
  editor,
  page,
}, info) => {
  const before = await editor.nodes.count();
  await editor.select('augment');
  await page.keyboard.press('Delete');
  await expect(editor.nodes).toHaveCount(before - 1);
  await expect(page.getByLabel('Saved in this browser')).toBeVisible();
  await follow(page, loadTemplate('digits-0-4-to-5-9'));
  const dialog = page.getByRole('dialog', { name: 'Digits 0–4 to 5–9' });
  await expect(dialog).toContainText('13 nodes, 14 wires');
  await expect(dialog).toContainText('the images “Handwritten digits (MNIST)”');
  await expect(editor.nodes).toHaveCount(before - 1);
  await expect.poll(() => new URL(page.url()).hash).toBe('');
  await takePictures(page, info, 'incoming');
  await dialog.getByRole('button', { name: 'Open graph' }).click();
  await expect(editor.node('train-low')).toBeVisible();
  await page.getByRole('button', { name: 'Back to “First transfer”' }).click();
  await expect(editor.nodes).toHaveCount(before - 1);

  await test.step('one that is cut off is explained', async () => {
    const link = shareLink(page.url(), loadTemplate('first-transfer'));
    await page.goto('about:blank');
    await page.goto(link.slice(0, -100));
    await expect(page.getByRole('dialog')).toContainText('cut off or damaged');
    await page.getByRole('button', { name: 'Keep working' }).click();
    await expect(editor.nodes).toHaveCount(before - 1);
  });
});

test('an SVG of the graph, dropped on the editor, opens it, and needs nothing from elsewhere', async ({
  editor,
  page,
}, info) => {
  const count = await editor.nodes.count();
  await editor.button('Share…').click();
  const downloading = page.waitForEvent('download');
  await editor.button('SVG picture').click();
  const path = info.outputPath('picture.svg');
  await (await downloading).saveAs(path);
  await page.keyboard.press('Escape');
  await editor.newGraph();
  await dropFiles(page.getByLabel('Graph', { exact: true }), [path]);
  await expect(page.getByText('Opened "First transfer"')).toBeVisible();
  await expect(editor.nodes).toHaveCount(count);
  expect(readFileSync(path, 'utf8')).not.toMatch(/<script|href=|url\(/);
});

test('hostile names, notes and pictures stay text', async ({ editor, page }, info) => {
  const asked: string[] = [];
  // From here on: on its way to a link the page is at no address of ours.
  const { origin } = new URL(page.url());
  page.on('request', (request) => {
    const { protocol, origin: to } = new URL(request.url());
    if (/^https?:$/.test(protocol) && to !== origin) asked.push(request.url());
  });
  const document: GraphDocument = {
    ...emptyDocument(HOSTILE[2]),
    description: HOSTILE.join('\n\n'),
    nodes: HOSTILE.map((text, place) => ({
      id: `n${place}`,
      kind: place % 3 === 0 ? 'note' : place % 3 === 1 ? 'train' : text,
      kindVersion: 1,
      label: text,
      position: { x: 280 * (place % 4), y: 220 * Math.floor(place / 4) },
      params: { text, [text]: text, files: { id: text, name: text } },
    })),
  };
  await follow(page, document);
  await page.getByRole('button', { name: 'Open graph' }).click();
  await expect(editor.nodes).toHaveCount(HOSTILE.length);
  await editor.button('Library').click();
  await takePictures(page, info, 'hostile');
  await page.keyboard.press('Escape');
  await editor.button('Share…').click();
  const downloading = page.waitForEvent('download');
  await editor.button('SVG picture').click();
  const path = info.outputPath('hostile.svg');
  await (await downloading).saveAs(path);
  // Drawn by itself, as a browser shows a file: with scripts allowed.
  const alone = await page.context().newPage();
  await alone.goto(`file://${path}`);
  await expect(alone.locator('svg').first()).toBeVisible();
  for (const shown of [page, alone]) {
    expect(await shown.evaluate(() => Reflect.get(globalThis, 'hacked'))).toBeUndefined();
  }
  expect(asked).toEqual([]);
});
