import { expect, type Page, type TestInfo } from '@playwright/test';

const WIDTHS = [1440, 1024];

export const THEMES = ['light', 'dark'] as const;

/** As a system does it that changes its theme, so that what is drawn on a canvas follows. */
export async function showTheme(page: Page, theme: (typeof THEMES)[number]): Promise<void> {
  await page.emulateMedia({ colorScheme: theme });
  await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
}

/** Keeps a picture of the page with the test's results; none in CI, where nobody looks at them. */
export async function takePicture(page: Page, info: TestInfo, name: string): Promise<void> {
  if (process.env.CI) return;
  const path = info.outputPath(`${name}.png`);
  await page.screenshot({ path, animations: 'disabled' });
  await info.attach(name, { path, contentType: 'image/png' });
}

/** Takes pictures of the page in both themes and some widths, kept with the test's results; none may be too narrow for it. */
export async function takePictures(
  page: Page,
  info: TestInfo,
  name: string,
  widths: readonly number[] = WIDTHS,
): Promise<void> {
  const before = page.viewportSize();
  for (const width of widths) {
    await page.setViewportSize({ width, height: width === 1440 ? 900 : 768 });
    const tooWide = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    await expect.poll(tooWide, `pixels that "${name}" is wider than the page`).toBeLessThanOrEqual(0);
    for (const theme of THEMES) {
      await showTheme(page, theme);
      await takePicture(page, info, `${name}-${width}-${theme}`);
    }
  }
  await showTheme(page, 'light');
  if (before) await page.setViewportSize(before);
}
