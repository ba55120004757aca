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

  // The compiler knows no language: what it says is put into German where it is shown.
  await page.getByRole('tab', { name: 'Plan', exact: true }).click();
  const idle = page.locator('li[data-idle="true"]');
  await expect(idle.filter({ hasText: 'Tote Zweige' })).toContainText('Nichts zu tun');
  await editor.select('split');
  await page.keyboard.press('Delete');
  await expect(editor.node('augment')).toContainText('„Daten“ ist nicht verbunden.');
  await editor.button('Starten').click();
  await expect(page.getByText('„Daten“ ist nicht verbunden.').last()).toBeVisible();
  await page.keyboard.press('Control+z');

  await editor.button('Vorlagen').click();
  const templates = page.getByRole('dialog');
  await expect(templates).toContainText('erste Schritte');
  await templates.getByRole('button', { name: /^Drei Familien/ }).click();
  await expect(page.getByRole('complementary', { name: 'Inspektor' })).toContainText('an einer Aufgabe');

  await editor.button('Menü des Graphen').click();
  await page.getByRole('menuitemradio', { name: 'English' }).click();
  await expect(editor.button('Run')).toBeVisible();
});
