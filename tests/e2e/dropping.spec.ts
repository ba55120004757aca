import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Locator } from '@playwright/test';
import { dropFiles } from './drop-files';
import { expect, test } from './editor-page';
import { pictures, zip } from './image-zips';

let folder: string;
test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'graft-drop-'));
  const files = { ...(await pictures('cat', 'orange', 4)), ...(await pictures('dog', 'brown', 5)) };
  for (const [path, bytes] of Object.entries(files)) {
    const place = join(folder, 'pets', path);
    mkdirSync(dirname(place), { recursive: true });
    writeFileSync(place, bytes);
  }
  const more = { ...(await pictures('cat', 'black', 4)), ...(await pictures('dog', 'white', 4)) };
  writeFileSync(join(folder, 'more.zip'), zip(more));
  writeFileSync(join(folder, 'photo.txt'), 'no picture');
  const graph = { format: 'graft', version: 1, title: 'Dropped graph', nodes: [], wires: [] };
  writeFileSync(join(folder, 'dropped.json'), JSON.stringify(graph));
});
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

const drop = (target: Locator, name: string) => dropFiles(target, [join(folder, name)]);

test("a folder or a zip dropped on the Dataset's inspector becomes its images, and is there after a reload", async ({
  editor,
  page,
}) => {
  const isShown = async (images: string) => {
    await expect(editor.inspector).toContainText(images);
    await page.reload();
    await editor.select('dataset');
    await expect(editor.inspector).toContainText(images);
    await expect(editor.node('dataset').getByRole('img').first()).toBeVisible();
  };
  await editor.select('dataset');
  await editor.choose('Source', 'Folder or zip');
  const zone = page.getByText('Drop a folder or a zip here');
  await drop(zone, 'pets');
  await isShown('9 images in 2 classes');
  await drop(zone, 'more.zip');
  await isShown('8 images in 2 classes');
});

test('a graph file dropped on the canvas opens, one click brings the last one back; other files change nothing', async ({
  editor,
  page,
}) => {
  const before = await editor.nodes.count();
  const canvas = page.getByLabel('Graph', { exact: true });
  await drop(canvas, 'dropped.json');
  await editor.button('Open graph').click();
  await expect(page.getByText('Opened "Dropped graph"')).toBeVisible();
  await expect(editor.nodes).toHaveCount(0);
  await page.getByRole('button', { name: /^Back to/ }).click();
  await expect(editor.nodes).toHaveCount(before);

  await drop(canvas, 'photo.txt');
  await expect(
    page.getByText('Only graph files, bundles and pictures of graphs can be dropped on the canvas'),
  ).toBeVisible();
  await expect(editor.nodes).toHaveCount(before);
});
