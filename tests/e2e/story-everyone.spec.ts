import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './editor-page';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** What axe finds wrong with the page as it is, in both themes. */
async function expectAccessible(page: Page, where: string): Promise<void> {
  for (const theme of ['light', 'dark']) {
    await page.evaluate((value) => {
      document.documentElement.dataset.theme = value;
    }, theme);
    const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze();
    const found = violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target }) => `${id}: ${target.join(' ')}`),
    );
    expect(found, `${where}, ${theme}`).toEqual([]);
  }
}

test.use({ contextOptions: { reducedMotion: 'reduce' } });

test('nothing that axe finds wrong, in both themes', async ({ editor, page }) => {
  await expectAccessible(page, 'without a selection');
  await editor.select('augment');
  await expect(editor.inspector.getByLabel('Rotate', { exact: true })).toBeVisible();
  await expectAccessible(page, 'with a selection');
});

test('reads on a phone', async ({ editor, page }) => {
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
