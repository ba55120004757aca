import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { type EditorPage, expect, test } from './editor-page';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const RUN_TIMEOUT = 60_000;

/** What axe finds wrong with the page as it is, in both themes. */
async function expectAccessible(page: Page, where: string, within = 'body'): Promise<void> {
  for (const theme of ['light', 'dark']) {
    await page.evaluate((value) => {
      document.documentElement.dataset.theme = value;
    }, theme);
    const { violations } = await new AxeBuilder({ page }).include(within).withTags(TAGS).analyze();
    const found = violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target }) => `${id}: ${target.join(' ')}`),
    );
    expect(found, `${where}, ${theme}`).toEqual([]);
  }
}

async function add(page: Page, name: string): Promise<void> {
  const search = page.getByLabel('Search nodes');
  await search.fill(name);
  await search.press('Enter');
}

/** From a selected node: the wire whose line reads like this. */
async function connect(page: Page, text: string): Promise<void> {
  await page.keyboard.press('c');
  const dialog = page.getByRole('dialog', { name: /^Connect / });
  const line = dialog.getByRole('button', { name: text });
  await line.focus();
  await line.press('Enter');
  await expect(dialog).toBeHidden();
}

/** With the keyboard alone: to the nodes, adds one, and to the graph, where it is selected. */
async function addAndGoThere(editor: EditorPage, name: string): Promise<void> {
  await editor.page.getByLabel('Search nodes').focus();
  await add(editor.page, name);
  await editor.page.keyboard.press('F6');
  await expect(editor.page.locator('.react-flow__node.selected')).toBeFocused();
}

test.use({ contextOptions: { reducedMotion: 'reduce' } });

test('from an empty graph to a finished run without a mouse', async ({ editor, page }) => {
  await editor.newGraph();
  await addAndGoThere(editor, 'dataset');
  await expect(editor.inspector.getByLabel('Name of the node')).toBeVisible();
  await page.keyboard.press('Alt+Enter');
  await expect(editor.inspector.getByLabel('Name of the node')).toBeFocused();
  await editor.inspector.getByRole('combobox', { name: 'Source' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('option', { name: 'Digits' }).waitFor();
  await page.keyboard.type('Digits');
  await page.keyboard.press('Enter');

  await addAndGoThere(editor, 'split');
  await connect(page, 'Dataset: Data → Data');
  const before = await editor.node('split').boundingBox();
  await page.locator('.react-flow__node.selected').focus();
  await page.keyboard.press('ArrowDown');
  await expect(async () =>
    expect((await editor.node('split').boundingBox())?.y).toBeGreaterThan(before?.y ?? 0),
  ).toPass();
  const few = editor.inspector.getByLabel('Training images per class', { exact: true }).first();
  await few.fill('10');
  await few.press('Enter');
  await addAndGoThere(editor, 'small cnn');
  await addAndGoThere(editor, 'head');
  await connect(page, 'Small CNN: Model → Model');
  await addAndGoThere(editor, 'train');
  await connect(page, 'Split: Split data → Data');
  await connect(page, 'Head: Model → Model');
  await expect(page.getByRole('log', { name: 'What happened' })).toContainText('ready to run');

  await page.keyboard.press('Alt+Enter');
  const epochs = editor.inspector.getByLabel('Epochs', { exact: true }).last();
  await epochs.focus();
  await epochs.fill('1');
  await epochs.press('Enter');
  await page.keyboard.press('F6');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('log', { name: 'What happened' })).toContainText('The run is done.', {
    timeout: RUN_TIMEOUT,
  });
  await expectAccessible(page, 'after a run');
});

test('nothing that axe finds wrong, in both themes', async ({ editor, page }) => {
  await expectAccessible(page, 'without a selection');
  await editor.select('augment');
  await expect(editor.inspector.getByLabel('Rotate', { exact: true })).toBeVisible();
  await expectAccessible(page, 'with a selection');
  for (const item of ['Library', 'Templates', 'Share…', 'Models…', 'Storage', 'Keyboard shortcuts']) {
    await editor.button('Graph menu').click();
    await page.getByRole('menuitem', { name: item }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await expectAccessible(page, item, '[role="dialog"]');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
  }
});

test('reads and runs on a phone', async ({ editor, page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await expect(editor.button('Run')).toBeInViewport();
  await editor.button('Lesson').click();
  await expect(editor.inspector).toContainText('Teach a pretrained network');
  await expect(editor.inspector).toBeInViewport();
  await editor.button('Lesson').click();
  await expect(editor.inspector).toBeHidden();
  await editor.button('Results').click();
  await expect(editor.results.getByRole('tab', { name: 'Plan' })).toBeInViewport();
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide).toBeLessThanOrEqual(360);
  await expectAccessible(page, 'on a phone');
});
