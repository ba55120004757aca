import { expect, test } from './editor-page';

/** Reloads at moments all through the time that a save takes: before it begins, while it is on its way, after it. */
const MOMENTS_MS = [0, 20, 150, 390, 405, 420, 460];

test('an edit is there after a reload, however soon the reload comes', async ({ editor, page }) => {
  test.setTimeout(120_000);
  for (const [round, wait] of MOMENTS_MS.entries()) {
    const title = page.getByLabel('Title of the graph');
    // Two edits: the second one comes while the first is being saved.
    await title.fill(`Round ${round}, first`);
    await title.press('Enter');
    await page.waitForTimeout(wait);
    await title.fill(`Round ${round}`);
    await title.press('Enter');
    await page.reload();
    await expect(editor.button('Run')).toBeVisible();
    await expect(title).toHaveValue(`Round ${round}`);
  }
  await editor.button('Library').click();
  await expect(page.getByRole('list', { name: 'Graphs' }).getByRole('listitem')).toHaveCount(1);
});
