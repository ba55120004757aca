import { expect, test } from './editor-page';
import { middleOf } from './middle-of';

test('builds a graph by hand, undoes, redoes, and finds it again after a reload', async ({
  editor,
  page,
}) => {
  await editor.newGraph();
  await page.getByLabel('Search nodes').fill('mnist');
  await page.getByLabel('Search nodes').press('Enter');
  await expect(editor.node('dataset')).toBeVisible();
  await page.getByLabel('Search nodes').fill('');
  await editor.dragFromPalette('Split', 720, 300);
  await expect(editor.node('split')).toContainText('"Data" is not connected');

  await editor.wire('dataset.data', 'split.data');
  await expect(editor.wires).toHaveCount(1);
  await expect(editor.node('split')).toContainText('Training');

  await editor.button('Undo').click();
  await expect(editor.wires).toHaveCount(0);
  await editor.button('Undo').click();
  await expect(editor.nodes).toHaveCount(1);
  await editor.button('Redo').click();
  await page.locator('body').press('Control+Shift+Z');
  await expect(editor.wires).toHaveCount(1);

  await editor.select('split');
  await page.getByLabel('Name of the node').fill('My parts');
  await page.getByLabel('Name of the node').press('Enter');
  await page.reload();
  await expect(editor.node('split')).toContainText('My parts');
  await expect(editor.wires).toHaveCount(1);
});

test('refuses a wire between different types and a circle, says why, and replaces the wire of an occupied input', async ({
  editor,
  page,
}) => {
  const before = await editor.wires.count();
  await editor.wire('dataset.data', 'head.model');
  await expect(page.getByText('Wires join equal types.')).toBeVisible();
  await expect(editor.wires).toHaveCount(before);

  // Train's data comes from Augment; drawn from Split instead, the old wire goes.
  await editor.wire('split.data', 'train.data');
  await expect(editor.wires).toHaveCount(before);
  await expect(page.locator('[data-port="augment.data"].source')).toBeVisible();

  await editor.wire('head.model', 'freeze.model');
  await expect(page.getByText('a node cannot depend on its own result')).toBeVisible();
  await expect(editor.wires).toHaveCount(before);
});

test('copies, pastes and deletes by keyboard, but not while typing', async ({ editor, page }) => {
  const before = await editor.nodes.count();
  await editor.select('split');
  await page.keyboard.press('Control+c');
  await page.keyboard.press('Control+v');
  await expect(editor.nodes).toHaveCount(before + 1);
  await expect(editor.node('split-2')).toBeVisible();
  await page.keyboard.press('Delete');
  await expect(editor.nodes).toHaveCount(before);

  await editor.select('split');
  const name = page.getByLabel('Name of the node');
  await name.fill('x');
  await name.press('Backspace');
  await name.press('Delete');
  await expect(editor.nodes).toHaveCount(before);
});

test('a drag of a slider is one step of undo', async ({ editor, page }) => {
  await editor.select('augment');
  const field = page.getByLabel('Rotate', { exact: true });
  const start = await field.inputValue();
  const thumb = page.getByLabel('Rotate, slider');
  const { x, y } = await middleOf(thumb);
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 60, y, { steps: 6 });
  await page.mouse.move(x + 120, y, { steps: 6 });
  await page.mouse.up();
  await expect(field).not.toHaveValue(start);
  await editor.button('Undo').click();
  await expect(field).toHaveValue(start);
  await expect(editor.button('Undo')).toBeDisabled();
});
