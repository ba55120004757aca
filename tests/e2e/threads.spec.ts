import type { Page } from '@playwright/test';
import { EditorPage, expect, test } from './editor-page';
import { runToTheEnd, smallTransfer } from './small-transfer';

/** What the library counts in the worker. */
async function pretendCores(page: Page, cores: number): Promise<void> {
  await page.route('**/assets/worker-*.js', async (route) => {
    const response = await route.fetch();
    const told = `Object.defineProperty(navigator, 'hardwareConcurrency', { value: ${cores} });`;
    await route.fulfill({ response, body: `${told}\n${await response.text()}` });
  });
}

test('with six cores WASM takes three threads where the page is isolated, says so, and runs on them; with two cores it starts none', async ({
  page,
}) => {
  const binaries: string[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('.wasm')) binaries.push(request.url());
  });
  const expectBackend = (label: string) =>
    expect(page.getByRole('button', { name: `Backend: ${label}`, exact: true })).toBeVisible();
  await pretendCores(page, 2);
  const editor = new EditorPage(page);
  await editor.open();
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  await expectBackend('WASM · SIMD · 1 thread');
  expect(binaries).toEqual([expect.stringMatching(/wasm-simd-/)]);

  await pretendCores(page, 6);
  await page.reload();
  await expectBackend('WASM · SIMD · 3 threads');
  expect(binaries.slice(1)).toEqual([expect.stringMatching(/threaded-simd-/)]);
  await editor.openFile('small.json', smallTransfer(2));
  await runToTheEnd(editor);
});
