import { readFileSync } from 'node:fs';
import { expect, test } from './editor-page';
import { headlessReport } from './headless';
import { smallTransfer } from './small-transfer';

const RUN_TIMEOUT = 150_000;

test('a newcomer opens Graft, presses Run and reads the accuracy that the headless runner reaches', async ({
  editor,
}) => {
  test.setTimeout(2 * RUN_TIMEOUT);
  await expect(editor.page.getByRole('button', { name: /^Backend: WASM/ })).toBeVisible();
  await editor.button('Run').click();
  const accuracy = editor.page.getByLabel('Accuracy of Evaluate').first();
  await expect(accuracy).toHaveText(/\d/, { timeout: RUN_TIMEOUT });
  await expect(editor.page.getByLabel('Run status')).toContainText('Done in');
  const shown = Number((await accuracy.textContent())?.replace(/[^\d.]/g, ''));
  const { evaluate } = (await headlessReport(readFileSync('templates/first-transfer.json', 'utf8'))).nodes;
  const headless = evaluate?.op === 'evaluate' ? 100 * evaluate.report.accuracy : Number.NaN;
  expect(Math.abs(shown - headless)).toBeLessThan(1);

  // A second run has nothing left to compute.
  await editor.button('Run').click();
  await expect(editor.node('evaluate')).toHaveAttribute('data-status', 'cached');
  await expect(editor.node('train')).toHaveAttribute('data-status', 'cached');
});

test('a run can be cancelled, and a reload in mid-run keeps the graph', async ({ editor }) => {
  await editor.button('Run').click();
  await expect(editor.node('backbone')).toHaveAttribute('data-status', 'running');
  await editor.button('Cancel').click();
  await expect(editor.page.getByLabel('Run status')).toContainText('ancelled');
  await expect(editor.button('Run')).toBeEnabled();
  await expect(editor.results).toContainText('The run was cancelled');

  // What was deleted and brought back goes on as if nothing had been.
  await editor.select('train');
  await editor.page.keyboard.press('Delete');
  await expect(editor.node('train')).toHaveCount(0);
  await editor.button('Undo').click();

  await editor.button('Run').click();
  await expect(editor.node('backbone')).toHaveAttribute('data-status', 'running');
  await editor.page.reload();
  await expect(editor.nodes).toHaveCount(9);
  await expect(editor.button('Run')).toBeEnabled();
});

test('a learning rate that is far too high fails Train, says so on it, and the features stay', async ({
  editor,
}) => {
  await editor.openFile('small.json', smallTransfer());
  await editor.select('train');
  const rate = editor.page
    .getByRole('complementary', { name: 'Inspector' })
    .getByLabel('Learning rate', { exact: true });
  await rate.last().fill('1000000');
  await rate.last().press('Enter');
  await editor.button('Run').click();
  await expect(editor.node('train')).toHaveAttribute('data-status', 'failed');
  await expect(editor.node('train')).toContainText(
    /(in epoch \d+, batch \d+|after epoch \d+): training fell apart/,
  );
  await expect(editor.page.getByRole('complementary', { name: 'Inspector' })).toContainText(
    'the learning rate of 1000000 is very high',
  );
  // Test images are not put through the backbone any more: only Evaluate would read them.
  await expect(editor.node('evaluate')).toHaveAttribute('data-status', 'blocked', { timeout: RUN_TIMEOUT });
  await expect(editor.node('backbone')).toHaveAttribute('data-status', 'done');

  await expect(editor.results).toContainText('training fell apart');
  await editor.results.getByRole('tab', { name: 'Evaluate' }).click();
  await expect(editor.results).toContainText('“Train” failed');
  await editor.results.getByRole('button', { name: 'Show what is wrong' }).click();
  await editor.results.getByRole('button', { name: 'Change learning rate' }).click();
  await expect(rate.last()).toBeFocused();
  await rate.last().fill('0.003');
  await rate.last().press('Enter');
  await editor.button('Run').click();
  await expect(editor.node('evaluate')).toHaveAttribute('data-status', 'done', { timeout: RUN_TIMEOUT });
});
