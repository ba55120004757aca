import { formatDocument } from '../../src/graph/parse';
import { middleOf, nearestEmpty } from '../bench/editor/gestures';
import { thousandNodes } from '../bench/editor/thousand';
import { takePictures } from './both-themes';
import { expect, test } from './editor-page';

test('fast: a thousand nodes are opened, one is found, edited and seen validated, undone, and the canvas panned', async ({
  editor,
  page,
}, info) => {
  await test.step('a graph of a thousand nodes opens, all in view', async () => {
    await editor.openFile('thousand.json', formatDocument(thousandNodes()));
    await expect(editor.nodes).toHaveCount(1000);
    await takePictures(page, info, 'all');
  });

  await test.step('a node is found by its name', async () => {
    await page.keyboard.press('Control+f');
    await page.getByRole('combobox', { name: 'Find a node in this graph' }).fill('split-58');
    await page.keyboard.press('Enter');
    await expect(editor.inspector.locator('input[aria-label="Test"]')).toBeVisible();
    await takePictures(page, info, 'found');
  });

  const field = editor.inspector.locator('input[aria-label="Test"]');
  const facts = editor.inspector.locator('dl').first();
  const before = await facts.textContent();
  await test.step('a parameter is edited, and what follows from it is there', async () => {
    await field.press('ArrowUp');
    await expect(facts).not.toHaveText(before ?? '');
  });

  await test.step('and undone', async () => {
    await editor.button('Undo').click();
    await expect(facts).toHaveText(before ?? '');
  });

  await test.step('close by, only the nodes in view are on the page, also after panning', async () => {
    const shown = () => editor.nodes.count();
    await expect.poll(shown).toBeLessThan(200);
    expect(await shown()).toBeGreaterThan(0);
    const view = page.locator('.react-flow__viewport');
    const before = await view.getAttribute('style');
    const pane = await nearestEmpty(page, await middleOf(page));
    await page.mouse.move(pane.x, pane.y);
    await page.mouse.down();
    await page.mouse.move(pane.x - 300, pane.y - 200, { steps: 6 });
    await page.mouse.up();
    await expect(view).not.toHaveAttribute('style', before ?? '');
    await expect.poll(shown).toBeLessThan(200);
    await takePictures(page, info, 'panned');
  });
});
