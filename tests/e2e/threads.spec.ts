import { expect, test } from './editor-page';

for (const [cores, label] of [
  [2, '1 thread'],
  [6, '3 threads'],
  [32, '8 threads'],
] as const) {
  test(`with ${cores} cores WASM shows ${label} where the page is isolated: half of them, at most eight`, async ({
    page,
  }) => {
    // The library counts the cores in the worker.
    await page.route('**/assets/worker-*.js', async (route) => {
      const response = await route.fetch();
      const told = `Object.defineProperty(navigator, 'hardwareConcurrency', { value: ${cores} });`;
      await route.fulfill({ response, body: `${told}\n${await response.text()}` });
    });
    await page.goto('/');
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
    await expect(
      page.getByRole('button', { name: `Backend: WASM · SIMD · ${label}`, exact: true }),
    ).toBeVisible();
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await expect(page.getByLabel('Run status')).toContainText('Done in', { timeout: 90_000 });
  });
}
