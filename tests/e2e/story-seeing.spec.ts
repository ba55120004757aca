import { readFileSync } from 'node:fs';
import type { Download, Page, TestInfo } from '@playwright/test';
import { takePicture } from './both-themes';
import { expect, test } from './editor-page';
import { runToTheEnd, smallTransfer } from './small-transfer';

async function save(page: Page, what: string, format: string): Promise<string> {
  await page.getByRole('button', { name: `Save “${what}” as a file` }).click();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: new RegExp(`^${format}`) }).click(),
  ]);
  return contentOf(file);
}

/** In both themes, changed as a person changes them: charts follow. */
async function pictures(page: Page, info: TestInfo, name: string): Promise<void> {
  for (const theme of ['light', 'dark']) {
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
    await takePicture(page, info, `${name}-${theme}`);
    await page.keyboard.press('d');
  }
}

const contentOf = async (file: Download): Promise<string> => readFileSync(await file.path(), 'latin1');

test('one sees what flows through each node, how training went, and every single answer', async ({
  editor,
}, info) => {
  const { page, results } = editor;
  await editor.openFile('small.json', smallTransfer());

  // Before any run: samples before and after augmentation, shapes on wires, what is frozen and what learns.
  await expect(editor.node('dataset').getByRole('img').first()).toBeVisible();
  await expect(editor.node('augment').getByRole('img', { name: /before augmentation$/ })).toHaveCount(5);
  await expect(editor.node('augment').getByRole('img', { name: /after augmentation$/ })).toHaveCount(5);
  await expect(editor.node('freeze')).toContainText('frozen');
  await expect(editor.node('train')).toContainText(/frozen.*learn/);
  await expect(editor.wires.filter({ hasText: '48²×3' }).first()).toBeVisible();
  const wire = page.locator('.react-flow__edge[aria-label$="to head"]').or(editor.wires.nth(5)).first();
  await wire.focus();
  await page.keyboard.press('Enter');
  await expect(editor.inspector).toContainText('48 × 48 × 3');

  // A run: times on the nodes, and `cached` where the next one computes nothing again.
  await runToTheEnd(editor);
  await expect(editor.node('train').getByRole('img', { name: 'Loss by epoch' })).toBeVisible();
  await expect(editor.node('train')).toContainText(/\d s/);
  await expect(editor.node('evaluate').getByRole('img', { name: /^Confusion matrix/ })).toBeVisible();
  await editor.select('train');
  const epochs = editor.inspector.getByLabel('Epochs', { exact: true }).last();
  await epochs.fill('20');
  await epochs.press('Enter');
  await runToTheEnd(editor);
  await expect(editor.node('backbone')).toContainText('cached');

  // Curves: smooth, beside the earlier run, closer; and as files.
  await results.getByRole('tab', { name: 'Train' }).click();
  const smoothing = results.getByRole('slider', { name: 'Smoothing of the curves' });
  await smoothing.focus();
  await page.keyboard.press('PageUp');
  await page.keyboard.press('PageUp');
  await expect(smoothing).toHaveAttribute('aria-valuetext', '0.20');
  await results.getByRole('button', { name: 'Compare' }).click();
  await page.getByRole('menuitemcheckbox', { name: /Earlier run 1.*Epochs 12/ }).click();
  await page.keyboard.press('Escape');
  const loss = results.getByRole('img', { name: /^Loss by epoch/ });
  // The wheel scrolls the drawer, and zooms only with Ctrl.
  const allEpochs = results.getByRole('button', { name: 'All epochs' });
  await loss.hover();
  await page.mouse.wheel(0, -200);
  await expect(allEpochs).toBeDisabled();
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -200);
  await page.keyboard.up('Control');
  await allEpochs.click();
  await loss.focus();
  await page.keyboard.press('+');
  await expect(allEpochs).toBeEnabled();
  await page.keyboard.press('ArrowLeft');
  await expect(results.getByRole('listitem').filter({ hasText: 'Epoch 15' }).first()).toBeVisible();
  await pictures(page, info, 'curves');

  const svg = await save(page, 'Loss', 'SVG');
  expect(svg).toContain('>Earlier run 1<');
  expect(svg).not.toMatch(/var\(|class=/);
  expect(await save(page, 'Loss', 'PNG')).toMatch(/^\x89PNG/);
  expect((await save(page, 'Loss', 'CSV')).split('\r\n')).toHaveLength(1 + 20 + 1);

  // Every answer: from a cell of the confusion matrix to its samples, sorted, one of them large.
  await results.getByRole('tab', { name: 'Evaluate' }).click();
  expect(await save(page, 'Confusion matrix', 'SVG')).not.toMatch(/var\(|class=|color\(/);
  await results.getByRole('img', { name: /^Confusion matrix/ }).focus();
  for (const key of ['ArrowUp', 'ArrowUp', 'ArrowLeft', 'ArrowLeft', 'ArrowRight', 'Enter']) {
    await page.keyboard.press(key);
  }
  const samples = results.getByRole('region', { name: 'Samples', exact: true });
  await expect(samples.getByRole('combobox', { name: 'Predicted class' })).toContainText('Food & Drink');
  await samples.getByRole('button', { name: 'Confidence' }).click();
  await expect(samples.getByRole('columnheader', { name: 'Confidence' })).toHaveAttribute(
    'aria-sort',
    'descending',
  );
  await samples.getByRole('row').nth(2).click();
  await expect(samples.getByRole('complementary', { name: 'Chosen sample' })).toContainText(
    'taken for Food & Drink',
  );
  await pictures(page, info, 'samples');
  const shown = Number((await samples.getByText(/^\d+ of \d+$/).textContent())?.split(' ')[0]);
  expect((await save(page, 'Samples', 'CSV')).trim().split('\r\n')).toHaveLength(1 + shown);
});
