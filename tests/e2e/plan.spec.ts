import { transfer } from '../plan/graphs';
import { expect, test } from './editor-page';
import { fewImages } from './small-transfer';

const RUN_TIMEOUT = 150_000;

test('the plan says what a run will do, follows it, and knows afterwards what is stored', async ({
  editor,
}) => {
  test.setTimeout(2 * RUN_TIMEOUT);
  const { page, results } = editor;
  await editor.openFile('few.json', fewImages());
  await results.getByRole('tab', { name: 'Plan' }).click();
  const steps = results.getByRole('row');
  // A line above, one for each step, one for all of them.
  await expect(steps).toHaveCount(1 + 8 + 1);
  await expect(results.getByRole('heading', { name: /^About .* on WASM$/ })).toBeVisible();
  await expect(results.getByRole('row', { name: /Compute features · test/ })).toContainText('to do');
  await expect(results).toContainText('each sample passes through them once, not once an epoch');

  await editor.button('Run').click();
  await expect(results.getByRole('heading', { name: /left$/ })).toBeVisible();
  await expect(results.getByRole('heading', { name: /^Done in/ })).toBeVisible({ timeout: RUN_TIMEOUT });
  await expect(results).toContainText('foreseen at the start');
  await expect(results.getByRole('row', { name: /^\d+ Train / })).toContainText('stored');
  // What a step was foreseen to take stands beside what it took.
  const cells = results.getByRole('row', { name: /^\d+ Train / }).getByRole('cell');
  await expect(cells.nth(-2)).toHaveText(/\d/);
  await expect(cells.nth(-1)).toHaveText(/\d/);

  // An edit shows at once what has to be computed anew, and what has not.
  await editor.select('train');
  await results.getByRole('tab', { name: 'Plan' }).click();
  const epochs = editor.inspector.getByLabel('Epochs', { exact: true }).last();
  await epochs.fill('31');
  await epochs.press('Enter');
  await expect(results.getByRole('row', { name: /^\d+ Train / })).toContainText('to do');
  await expect(results.getByRole('row', { name: /Compute features · training/ })).toContainText('stored');

  // A click on a node of a step shows the node.
  await results
    .getByRole('row', { name: /Compute features · test/ })
    .getByRole('button')
    .first()
    .click();
  await expect(editor.inspector).toContainText('Backbone');

  await page.getByRole('button', { name: 'Graph menu' }).click();
  await page.getByRole('menuitem', { name: 'Storage' }).click();
  const dialog = page.getByRole('dialog', { name: 'Storage' });
  await expect(dialog.getByRole('region', { name: 'Features' }).getByRole('listitem')).toHaveCount(3);
  await dialog.getByRole('button', { name: /^Remove .*test images.* as features/ }).click();
  await dialog.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(dialog.getByRole('region', { name: 'Features' }).getByRole('listitem')).toHaveCount(2);
  await dialog.getByRole('button', { name: /^Clear all results/ }).click();
  await expect(dialog).toContainText('They are computed again when a graph asks for them.');
  await dialog.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(dialog).toContainText('Nothing is stored yet');
  await page.keyboard.press('Escape');
  await results.getByRole('tab', { name: 'Plan' }).click();
  await expect(results.getByRole('row', { name: /Compute features · training/ })).toContainText('to do');

  // One that cannot run says what is missing.
  await editor.openFile('loose.json', JSON.stringify({ ...transfer(), wires: [] }));
  await results.getByRole('tab', { name: 'Plan' }).click();
  await expect(results).toContainText('The graph is not ready to run');
  await editor.newGraph();
  await results.getByRole('tab', { name: 'Plan' }).click();
  await expect(results).toContainText('No plan yet');
});
