import { readFileSync } from 'node:fs';
import { expect, test } from './editor-page';

const template = readFileSync('templates/first-transfer.json', 'utf8');

test('a file that is no graph keeps the current one and says what is wrong', async ({ editor, page }) => {
  const broken = [
    { name: 'cut off', text: template.slice(0, 400), message: 'not complete JSON' },
    { name: 'another format', text: '{"hello": 1}', message: 'not a Graft graph' },
    { name: 'wrong inside', text: template.replace('"nodes": [', '"nodes": [7, '), message: '"nodes.0"' },
  ];
  const before = await editor.nodes.count();
  for (const { name, text, message } of broken) {
    await test.step(name, async () => {
      await editor.offerFile('broken.json', text);
      const dialog = page.getByRole('dialog');
      await expect(dialog).toContainText(message);
      await page.keyboard.press('Escape');
      await expect(dialog).toBeHidden();
      await expect(editor.nodes).toHaveCount(before);
    });
  }
});

test('what is not known is drawn, reported and kept', async ({ editor, page }) => {
  const graph = JSON.parse(template);
  graph.version = 99;
  graph.nodes.push({
    id: 'odd',
    kind: 'time-machine',
    position: { x: 320, y: 800 },
    params: { year: 3000 },
  });
  await editor.openFile('future.json', JSON.stringify(graph));
  await expect(editor.node('odd')).toContainText('no node kind "time-machine"');
  await expect(page.getByLabel('Inspector')).toContainText('newer Graft');

  const download = page.waitForEvent('download');
  await editor.button('Save as file').click();
  const path = await (await download).path();
  const saved = JSON.parse(readFileSync(path, 'utf8'));
  expect(saved.version).toBe(99);
  expect(saved.nodes.find((node: { id: string }) => node.id === 'odd').params).toEqual({ year: 3000 });
});

test('opening a template loses nothing: the graph before is one click away and in the library', async ({
  editor,
  page,
}) => {
  const left = (await editor.nodes.count()) - 1;
  await editor.select('split');
  await page.keyboard.press('Delete');
  await expect(editor.nodes).toHaveCount(left);
  await editor.button('Templates').click();
  await page.getByRole('button', { name: /^Digits 0–4 to 5–9/ }).click();
  await expect(editor.node('train-low')).toBeVisible();
  await page.getByRole('button', { name: 'Back to “First transfer”' }).click();
  await expect(editor.nodes).toHaveCount(left);
  await editor.button('Undo').click();
  await expect(editor.nodes).toHaveCount(left + 1);
});

test('a graph that is not ready explains itself and shows the node', async ({ editor, page }) => {
  await editor.select('split');
  await page.keyboard.press('Delete');
  await expect(editor.node('augment')).toContainText('"Data" is not connected');
  await editor.button('Run').click();
  await expect(page.getByText(/Not ready to run/)).toBeVisible();
  await expect(page.getByLabel('Name of the node')).toHaveValue('Augment');
  // Mended, it is not said any longer: sooner than the notice would go by itself.
  await editor.button('Undo').click();
  await expect(page.getByText(/Not ready to run/)).toBeHidden({ timeout: 5000 });
});
