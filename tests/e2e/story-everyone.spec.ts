import type { Page } from '@playwright/test';
import axe, { type RunOptions } from 'axe-core';
import { showTheme, THEMES, takePictures } from './both-themes';
import { expect, test } from './editor-page';
import { openTourGraph, tourDialogs, tourRun } from './tour';

const RULES: RunOptions['runOnly'] = {
  type: 'tag',
  values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
};
/** The rules that another theme can break. */
const COLOUR_RULES: RunOptions['runOnly'] = {
  type: 'rule',
  values: ['color-contrast', 'link-in-text-block'],
};

/** In the page, where axe is. */
async function violationsIn([options, part]: readonly [RunOptions, string | undefined]): Promise<string[]> {
  const here: typeof axe = Reflect.get(window, 'axe');
  const { violations } = await here.run(part ? { include: [part] } : document, options);
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}

/** What axe finds wrong with the page as it is, or with a part of it, in both themes. */
async function expectAccessible(page: Page, where: string, part?: string): Promise<void> {
  // Its half a megabyte only once.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  for (const theme of [...THEMES].reverse()) {
    await showTheme(page, theme);
    const runOnly = theme === 'dark' ? COLOUR_RULES : RULES;
    const options: RunOptions = { resultTypes: ['violations'], runOnly };
    const found = await page.evaluate(violationsIn, [options, part] as const);
    expect.soft(found, `${where}, ${theme}`).toEqual([]);
  }
}

// There are many states to look at.
test.setTimeout(240_000);

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
