import type { Page } from '@playwright/test';

/** Ends the page's process in the middle of whatever it does: no event of leaving is heard. */
export async function crash(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const crashed = page.waitForEvent('crash');
  // It never answers.
  session.send('Page.crash').catch(() => undefined);
  await crashed;
  await page.close();
}
