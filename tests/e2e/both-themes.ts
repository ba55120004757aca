import { expect, type Page, type TestInfo } from '@playwright/test';

const WIDTHS = [1440, 1024];

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
    for (const theme of ['light', 'dark']) {
      await page.evaluate((value) => {
        document.documentElement.dataset.theme = value;
      }, theme);
      const path = info.outputPath(`${name}-${width}-${theme}.png`);
      await page.screenshot({ path, animations: 'disabled' });
      await info.attach(`${name}-${width}-${theme}`, { path, contentType: 'image/png' });
    }
  }
  await page.evaluate(() => {
    document.documentElement.dataset.theme = 'light';
  });
  if (before) await page.setViewportSize(before);
}
