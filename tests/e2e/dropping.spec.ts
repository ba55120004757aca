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
  writeFileSync(join(folder, 'pets.zip'), zip(files));
  writeFileSync(join(folder, 'photo.txt'), 'no picture');
  const graph = { format: 'graft', version: 1, title: 'Dropped graph', nodes: [], wires: [] };
  writeFileSync(join(folder, 'dropped.json'), JSON.stringify(graph));
});
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

const drop = (target: Locator, name: string) => dropFiles(target, [join(folder, name)]);

for (const name of ['pets', 'pets.zip']) {
  test(`"${name}" dropped on the Dataset's inspector becomes its images, and is there after a reload`, async ({
    editor,
    page,
  }) => {
    await editor.select('dataset');
    await editor.choose('Source', 'Folder or zip');
    await drop(page.getByText('Drop a folder or a zip here'), name);
    await expect(editor.inspector).toContainText('9 images in 2 classes');
    await expect(editor.node('dataset')).toContainText('9');
    await page.reload();
    await editor.select('dataset');
    await expect(editor.inspector).toContainText('9 images in 2 classes');
    await expect(editor.node('dataset').getByRole('img').first()).toBeVisible();
  });
}

test('a graph file dropped on the canvas opens; one click brings the last one back', async ({
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
});

test('other files dropped on the canvas change nothing and say where images go', async ({ editor, page }) => {
  const before = await editor.nodes.count();
  await drop(page.getByLabel('Graph', { exact: true }), 'photo.txt');
  await expect(
    page.getByText('Only graph files, bundles and pictures of graphs can be dropped on the canvas'),
  ).toBeVisible();
  await expect(editor.nodes).toHaveCount(before);
});
