import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { createServer } from 'vite';
import { ensureChromium } from './test/chromium.ts';

/** Takes the README's screenshot (`npm run screenshot`): the starter graph of this build, after a run. */

const RUN_TIMEOUT = 180_000;
const TARGET = fileURLToPath(new URL('../docs/editor.png', import.meta.url));

const server = await createServer({ server: { port: 0 }, logLevel: 'error' });
await server.listen();
const browser = await chromium.launch({
  executablePath: ensureChromium(),
  args: ['--no-sandbox', '--no-first-run', '--disable-background-networking', '--disable-quic'],
});
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(server.resolvedUrls?.local[0] ?? '');
  const dismiss = page.getByRole('button', { name: 'Dismiss', exact: true });
  if (await dismiss.isVisible()) await dismiss.click();
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.getByText(/^Done in/).waitFor({ timeout: RUN_TIMEOUT });
  // Pictures and curves come a moment after the numbers.
  await page.waitForTimeout(1500);
  await page.screenshot({ path: TARGET });
  console.log(`Wrote ${TARGET}`);
} finally {
  await browser.close();
  await server.close();
}
