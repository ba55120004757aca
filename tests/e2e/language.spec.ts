import { expect, test } from './editor-page';

test('the editor speaks German when it is asked to, and keeps to it', async ({ editor, page }) => {
  await editor.button('Graph menu').click();
  await page.getByRole('menuitemradio', { name: 'Deutsch' }).click();
  await expect(editor.button('Starten')).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await expect(editor.node('train').getByRole('heading')).toHaveText('Trainieren');

  await page.reload();
  await expect(editor.button('Starten')).toBeVisible();
  await editor.select('train');
  await expect(page.getByLabel('Lernrate', { exact: true })).toBeVisible();

  // The compiler knows no language: what it left as it was is told apart all the same.
  await page.getByRole('tab', { name: 'Plan', exact: true }).click();
  const idle = page.locator('li[data-idle="true"]');
  await expect(idle.filter({ hasText: 'Dead branches' })).toBeVisible();

  await editor.button('Menü des Graphen').click();
  await page.getByRole('menuitemradio', { name: 'English' }).click();
  await expect(editor.button('Run')).toBeVisible();
});
