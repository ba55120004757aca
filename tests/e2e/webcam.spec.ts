import { chromium } from './chromium';
import { type EditorPage, expect, test } from './editor-page';

/** Chromium's own test picture instead of a camera. */
test.use({
  launchOptions: {
    ...chromium,
    args: [...chromium.args, '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'],
  },
});

async function record(editor: EditorPage, place: number): Promise<void> {
  const button = editor.inspector.getByRole('button', { name: 'Hold to record' }).nth(place);
  await button.hover();
  await editor.page.mouse.down();
  const count = editor.inspector.getByLabel(/^Pictures of/).nth(place);
  const before = Number(await count.textContent());
  await expect.poll(async () => Number(await count.textContent())).toBeGreaterThan(before + 2);
  await editor.page.mouse.up();
  // One that was taken just before may still be on its way.
  let last: string | null = null;
  const isAtRest = async () => {
    const now = await count.textContent();
    const isSame = now === last;
    last = now;
    return isSame;
  };
  await expect.poll(isAtRest, { intervals: [500] }).toBe(true);
}

const counts = (editor: EditorPage) => editor.inspector.getByLabel(/^Pictures of/).allTextContents();

test('pictures survive a reload before they are used, and more can be added to a class afterwards', async ({
  editor,
  page,
}) => {
  await editor.select('dataset');
  await editor.choose('Source', 'Webcam');
  await editor.button('Start camera').click();
  await expect(page.getByLabel('Camera')).toBeVisible();
  await expect
    .poll(() => page.locator('video').evaluate((video: HTMLVideoElement) => video.videoWidth))
    .toBeGreaterThan(0);
  await record(editor, 0);
  await record(editor, 1);
  await page.getByLabel('Name of class 1').fill('green');
  const taken = await counts(editor);

  await page.reload();
  await editor.select('dataset');
  await expect(page.getByLabel('Name of class 1')).toHaveValue('green');
  await expect.poll(() => counts(editor)).toEqual(taken);
  await editor.inspector.getByRole('button', { name: /^Use \d+ pictures/ }).click();
  await expect(editor.inspector.getByRole('button', { name: /^In use: \d+ pictures/ })).toBeDisabled();
  await expect(editor.node('dataset')).toContainText('Classes');

  await page.reload();
  await editor.select('dataset');
  await expect(page.getByLabel('Name of class 2')).toHaveValue('green');
  await editor.button('Start camera').click();
  await expect
    .poll(() => page.locator('video').evaluate((video: HTMLVideoElement) => video.videoWidth))
    .toBeGreaterThan(0);
  await expect.poll(async () => (await counts(editor)).sort()).toEqual([...taken].sort());
  const stored = (await counts(editor)).map(Number);
  await record(editor, 1);
  const [first = 0, second = 0] = (await counts(editor)).map(Number);
  expect(first).toBe(stored[0]);
  expect(second).toBeGreaterThan(stored[1] ?? 0);
  await editor.inspector.getByRole('button', { name: /^Use \d+ pictures/ }).click();
  await expect(editor.inspector).toContainText(`${first + second} pictures`);
});
