import { EditorPage, expect, test } from './editor-page';
import { runToTheEnd, smallTransfer } from './small-transfer';

test('with six cores WASM takes three threads where the page is isolated, says so, and runs on them', async ({
  page,
}) => {
  // The library counts the cores in the worker.
  await page.route('**/assets/worker-*.js', async (route) => {
    const response = await route.fetch();
    const told = "Object.defineProperty(navigator, 'hardwareConcurrency', { value: 6 });";
    await route.fulfill({ response, body: `${told}\n${await response.text()}` });
  });
  const editor = new EditorPage(page);
  await editor.open();
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  await expect(
    page.getByRole('button', { name: 'Backend: WASM · SIMD · 3 threads', exact: true }),
  ).toBeVisible();
  await editor.openFile('small.json', smallTransfer(2));
  await runToTheEnd(editor);
});
