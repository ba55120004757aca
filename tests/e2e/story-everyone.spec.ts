import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { showTheme, THEMES, takePictures } from './both-themes';
import { expect, test } from './editor-page';
import { openTourGraph, tourDialogs, tourRun } from './tour';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** The rules that another theme can break. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];

/** What axe finds wrong with the page as it is, or with a part of it, in both themes. */
async function expectAccessible(page: Page, where: string, part?: string): Promise<void> {
  for (const theme of [...THEMES].reverse()) {
    await showTheme(page, theme);
    // Without frames to look into, axe need not open a page of its own.
    const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode();
    if (part) axe.include(part);
    const rules = theme === 'dark' ? axe.withRules(COLOUR_RULES) : axe.withTags(TAGS);
    const { violations } = await rules.analyze();
    const found = violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target }) => `${id}: ${target.join(' ')}`),
    );
    expect.soft(found, `${where}, ${theme}`).toEqual([]);
  }
}

// There are many states to look at.
test.setTimeout(240_000);
test.use({ contextOptions: { reducedMotion: 'reduce' } });

test('nothing that axe finds wrong, in both themes', async ({ editor, page }) => {
  await expectAccessible(page, 'without a selection');
  await editor.select('augment');
  await expect(editor.inspector.getByLabel('Rotate', { exact: true })).toBeVisible();
  await expectAccessible(page, 'with a selection');
});

test('nothing in all that opens over the graph', async ({ editor, page }) => {
  await tourDialogs(editor, (where, part) => expectAccessible(page, where, part));
});

test('nothing during a run, and in all that it gives', async ({ editor, page }) => {
  await openTourGraph(editor);
  await tourRun(editor, (where, part) => expectAccessible(page, where, part));
});

test('reads and runs on a phone', async ({ editor, page }, info) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await expect(editor.button('Run')).toBeInViewport();
  await editor.button('Lesson').click();
  await expect(editor.inspector).toContainText('Teach a pretrained network');
  await expect(editor.inspector).toBeInViewport();
  await editor.button('Lesson').click();
  await expect(editor.inspector).toBeHidden();
  await editor.button('Results').click();
  await expect(editor.results.getByRole('tab', { name: 'Plan' })).toBeInViewport();
  const wide = () => page.evaluate(() => document.documentElement.scrollWidth);
  await expect.poll(wide).toBeLessThanOrEqual(360);
  await expectAccessible(page, 'on a phone');

  await editor.button('Results').click();
  await editor.button('Run').click();
  await expect(page.getByLabel('Run status')).toBeInViewport();
  await takePictures(page, info, 'running', [360]);
  await editor.button('Pause').click();
  await expect(page.getByLabel('Run status')).toContainText('Paused');
});
