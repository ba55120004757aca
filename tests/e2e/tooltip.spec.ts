import { takePicture } from './both-themes';
import { expect, test } from './editor-page';

test('a tooltip comes to the pointer and to the keyboard, and leaves with Escape', async ({
  editor,
  page,
}, info) => {
  const tooltip = page.getByRole('tooltip');
  const share = editor.button('Share…');
  await share.hover();
  await expect(tooltip).toContainText('Share');
  await expect(share).toHaveAccessibleDescription(/Share/);
  // One that is read stays under the pointer.
  await tooltip.hover();
  await page.waitForTimeout(400);
  await expect(tooltip).toContainText('Share');

  await page.locator('[data-port="train.data"]').hover();
  await expect(tooltip).toContainText('takes');
  await takePicture(page, info, 'port');
  await page.mouse.move(2, 2);
  await expect(tooltip).toBeHidden();

  await editor.button('Graph menu').focus();
  await expect(async () => {
    await page.keyboard.press('Tab');
    await expect(tooltip).toBeVisible({ timeout: 1000 });
  }).toPass();
  await page.keyboard.press('Escape');
  await expect(tooltip).toBeHidden();
});
