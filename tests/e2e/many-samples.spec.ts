import { expect, test } from './editor-page';

/** Pictures of a screen or two: the dialog shows about fifty at a time. */
const MOST_AT_ONCE = 200;

test('of 10,000 images only those on the screen are drawn and fetched', async ({ editor, page }) => {
  await page.addInitScript(() => {
    const make = URL.createObjectURL.bind(URL);
    const counter = window as unknown as { fetched: number };
    counter.fetched = 0;
    URL.createObjectURL = (source) => {
      counter.fetched++;
      return make(source);
    };
  });
  await page.reload();
  const fetched = () => page.evaluate(() => (window as unknown as { fetched: number }).fetched);
  await editor.select('dataset');
  await editor.choose('Source', 'Digits');
  await expect(editor.inspector).toContainText('10,000');
  await editor.button('Browse the images').click();
  const grid = page.getByLabel('10000 images');
  await expect(grid.locator('img').first()).toBeVisible();
  expect(await grid.getByRole('img').count()).toBeLessThan(MOST_AT_ONCE);

  // Far down, at once: what was passed over is never asked for.
  await grid.evaluate((element) => element.scrollTo({ top: element.scrollHeight }));
  await expect(grid.locator('img').last()).toHaveAttribute('alt', /^9/);
  expect(await grid.getByRole('img').count()).toBeLessThan(MOST_AT_ONCE);
  expect(await fetched()).toBeLessThan(2 * MOST_AT_ONCE);

  await page.getByRole('dialog').getByRole('button', { name: /^7/ }).click();
  await expect(page.getByLabel('1070 images')).toBeVisible();
  await expect(page.getByRole('dialog').locator('img').first()).toHaveAttribute('alt', /^7/);
});
