import { type EditorPage, expect } from './editor-page';
import { expectDone, smallTransfer } from './small-transfer';

/** Is told at each place of a tour what one sees there, and which part of the page is new, as a selector. */
export type Look = (where: string, part?: string) => Promise<void>;

/** The rest of the page is out of reach behind a dialog, and as it was. */
const DIALOG = '[role="dialog"]';
const RESULTS = '[data-region="results"]';

/** More epochs than are waited for: it is paused in the middle. */
const MANY_EPOCHS = 400;
const FEW_EPOCHS = '12';

/** All dialogs and drawers that open from the keyboard, with the name that the dialog has. */
const BY_KEY = [
  ['t', 'Templates'],
  ['l', 'Library'],
  ['s', 'Share'],
  ['Alt+m', 'Models'],
  ['k', 'Your blocks'],
  ['Control+k', 'Command palette'],
  ['Control+f', 'Find a node'],
  ['a', 'Add a node'],
  ['?', 'Keyboard shortcuts'],
] as const;

const FROM_MENU = ['Storage', 'Versions…', 'Compare with…'] as const;

/** Opens everything of the editor that opens over the graph, one after the other. */
export async function tourDialogs(editor: EditorPage, look: Look): Promise<void> {
  const { page } = editor;
  const lookInside = async (where: string) => {
    await expect(page.getByRole('dialog')).toBeVisible();
    await look(where, DIALOG);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
  };
  await page.locator('.react-flow__pane').click({ position: { x: 8, y: 8 } });
  for (const [key, name] of BY_KEY) {
    await page.keyboard.press(key);
    await lookInside(name);
  }
  for (const name of FROM_MENU) {
    await editor.button('Graph menu').click();
    if (name === FROM_MENU[0]) await look('the menu', '[role="menu"]');
    await page.getByRole('menuitem', { name }).click();
    await lookInside(name);
  }
  await page.keyboard.press('h');
  await expect(page.getByRole('complementary', { name: 'History' })).toBeVisible();
  await look('history');
  await page.keyboard.press('h');

  await editor.select('head');
  await page.keyboard.press('c');
  await lookInside('connecting');
  await editor.select('dataset');
  await editor.inspector.getByRole('button', { name: /^Browse/ }).click();
  await lookInside('the images of a dataset');
  await editor.inspector.getByRole('combobox').first().click();
  await look('the choices of a setting', '[role="listbox"]');
  await page.keyboard.press('Escape');
  await editor.node('head').getByRole('heading').click({ button: 'right' });
  await expect(page.getByRole('menu')).toBeVisible();
  await look('the menu of a node', '[role="menu"]');
  await page.keyboard.press('Escape');
}

/** Runs a small graph, and goes through all that it gives. The graph is open already. */
export async function tourRun(editor: EditorPage, look: Look): Promise<void> {
  const { page, results } = editor;
  const tab = (name: string) => results.getByRole('tab', { name }).click();
  await editor.button('Run').click();
  await tab('Train');
  await expect(editor.node('train')).toHaveAttribute('data-status', 'running', { timeout: 60_000 });
  await expect(results.getByRole('img', { name: /^Loss by epoch/ })).toBeVisible();
  await look('a run');
  await editor.button('Cancel').click();
  await expect(page.getByLabel('Run status')).toContainText('ancelled');
  await look('a run that was cancelled');

  await editor.select('train');
  const epochs = editor.inspector.getByLabel('Epochs', { exact: true }).last();
  await epochs.fill(FEW_EPOCHS);
  await epochs.press('Enter');
  await editor.button('Run').click();
  await expectDone(page);
  await tab('Train');
  await look('curves', RESULTS);
  await tab('Plan');
  await look('the plan', RESULTS);
  await tab('Evaluate');
  await expect(results.getByRole('img', { name: /^Confusion matrix/ })).toBeVisible();
  await look('an evaluation', RESULTS);
  await results.getByRole('button', { name: 'Draw the map' }).click();
  await expect(results.getByRole('application', { name: /^Map of/ })).toBeVisible({ timeout: 60_000 });
  await results.getByRole('application', { name: /^Map of/ }).scrollIntoViewIfNeeded();
  await look('the map', RESULTS);
  const samples = results.getByRole('region', { name: 'Samples', exact: true });
  await samples.scrollIntoViewIfNeeded();
  await samples.getByRole('row').nth(2).click();
  await look('the samples', RESULTS);
  await samples.getByRole('button', { name: /^Why/ }).first().click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('img').first()).toBeVisible();
  await expect(dialog.getByRole('progressbar')).toBeHidden({ timeout: 60_000 });
  await look('an explanation', DIALOG);
  await page.keyboard.press('Escape');
  await tab('Try it');
  await look('trying it', RESULTS);
}

/** The graph that the tour of a run is about. */
export const openTourGraph = (editor: EditorPage): Promise<void> =>
  editor.openFile('small.json', smallTransfer(MANY_EPOCHS));
