import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stateDictFile } from '../engine/library/state-dict-file';
import { dropFiles } from './drop-files';
import { type EditorPage, expect, test } from './editor-page';

const RUN_TIMEOUT = 150_000;
const folder = mkdtempSync(join(tmpdir(), 'graft-e2e-models-'));
test.afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, bytes: Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

async function openLoading(editor: EditorPage): Promise<void> {
  await editor.select('backbone');
  await editor.button('Load weights…').click();
  await expect(editor.page.getByText('Drop a weights file here', { exact: false })).toBeVisible();
}

const dialogOf = ({ page }: EditorPage) => page.getByRole('dialog', { name: 'Models' });

/** Drops a file where weights are loaded. */
async function drop(editor: EditorPage, path: string): Promise<void> {
  await dropFiles(editor.page.getByText('Drop a weights file here', { exact: false }), [path]);
}

async function run(editor: EditorPage): Promise<void> {
  await editor.button('Run').click();
  await expect(editor.page.getByLabel('Run status')).toContainText('Done in', { timeout: RUN_TIMEOUT });
}

test('weights from a file become a backbone, what it learns becomes the next one, and both can be taken along', async ({
  editor,
  page,
}) => {
  test.setTimeout(4 * RUN_TIMEOUT);
  await openLoading(editor);
  await drop(editor, write('tiny.safetensors', stateDictFile('resnet18')));
  await expect(dialogOf(editor)).toContainText('ResNet', { timeout: RUN_TIMEOUT });
  await dialogOf(editor).getByLabel('Name', { exact: true }).fill('Tiny ResNet');
  await editor.button('Keep and use it here').click();
  await expect(editor.inspector.getByRole('combobox', { name: 'Network' })).toContainText('Tiny ResNet');
  await editor.choose('Input size', '64 × 64 px');
  await run(editor);

  await editor.results.getByRole('tab', { name: 'Train' }).click();
  await editor.button('Save to library…').click();
  await page.getByRole('dialog').getByLabel('Name', { exact: true }).fill('My emoji net');
  await editor.button('Save').click();
  await expect(page.getByText('"My emoji net" is in your models', { exact: false })).toBeVisible();

  await page.reload();
  await editor.button('Graph menu').click();
  await page.getByRole('menuitem', { name: 'Templates' }).click();
  await page
    .getByRole('button', { name: /^First transfer/ })
    .first()
    .click();
  await editor.select('backbone');
  await editor.choose('Network', 'My emoji net');
  await expect(editor.inspector).toContainText('Emoji');
  await run(editor);

  await editor.select('backbone');
  await editor.button('Your models…').click();
  const models = dialogOf(editor).getByRole('listitem');
  await expect(dialogOf(editor).getByRole('heading', { level: 3 })).toHaveText([
    'My emoji net',
    'Tiny ResNet',
  ]);
  const mine = models.filter({ hasText: 'My emoji net' }).first();
  await mine.getByRole('button', { name: 'Where it comes from' }).click();
  await expect(mine).toContainText('Trained in Graft on Emoji');
  await expect(mine).toContainText('Started from Tiny ResNet');
  await expect(mine).toContainText('tiny.safetensors');

  const download = page.waitForEvent('download');
  await mine.getByRole('button', { name: 'Export My emoji net' }).click();
  await page.getByRole('menuitem', { name: 'safetensors' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe('my-emoji-net.safetensors');
  const exported = join(folder, 'exported.safetensors');
  await file.saveAs(exported);
  const length = Number(readFileSync(exported).readBigUInt64LE(0));
  const header = JSON.parse(
    readFileSync(exported)
      .subarray(8, 8 + length)
      .toString('utf8'),
  );
  expect(Object.keys(header)).toContain('layer1.0.conv1.weight');
  expect(header.__metadata__.model_card).toContain('# My emoji net');

  await mine.getByRole('button', { name: 'Remove My emoji net' }).click();
  await expect(mine).toContainText('which cannot run without it');
  await mine.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(dialogOf(editor).getByRole('heading', { level: 3 })).toHaveText(['Tiny ResNet']);
  await page.keyboard.press('Escape');
  await expect(editor.node('backbone')).toContainText('is not on this machine');

  // The file that was taken along brings it back, under its name.
  await editor.button('Load weights…').click();
  await drop(editor, exported);
  await expect(dialogOf(editor).getByLabel('Name', { exact: true })).toHaveValue('My emoji net', {
    timeout: RUN_TIMEOUT,
  });
  await editor.button('Keep and use it here').click();
  await expect(editor.node('backbone')).not.toContainText('not on this machine');
});

test('what does not fit is listed, and loaded in part only when one says so', async ({ editor }) => {
  await openLoading(editor);
  await drop(editor, write('half.safetensors', stateDictFile('resnet18', { without: /^layer4\.1\./ })));
  const dialog = dialogOf(editor);
  await expect(dialog).toContainText('not all of it fits', { timeout: RUN_TIMEOUT });
  await expect(dialog.getByRole('row', { name: /layer4\.1\.conv1\.weight/ })).toContainText('starts random');
  await dialog.getByRole('button', { name: /^Load what fits/ }).click();
  await expect(dialog).toContainText('will start random', { timeout: RUN_TIMEOUT });
  await expect(dialog.getByRole('button', { name: 'Keep and use it here' })).toBeEnabled();
});

test('what is wrong is refused in words, and the dialog stays usable', async ({ editor, page }) => {
  const pickle = new Uint8Array([0x80, 0x02, 0x63, 0x6f, 0x73, 0x0a]);
  const whole = stateDictFile('resnet18');
  const problem = dialogOf(editor).locator('[data-severity="error"]').first();
  for (const { name, bytes, message } of [
    { name: 'weights.pt', bytes: pickle, message: /pickle/i },
    {
      name: 'cut.safetensors',
      bytes: whole.subarray(0, whole.length / 2),
      message: /cut off|ends|damaged|too short/i,
    },
    {
      name: 'notes.safetensors',
      bytes: new TextEncoder().encode('no weights at all'),
      message: /header|safetensors|damaged/i,
    },
  ]) {
    await test.step(name, async () => {
      await openLoading(editor);
      await drop(editor, write(name, bytes));
      await expect(problem).toContainText(message, { timeout: RUN_TIMEOUT });
      await drop(editor, write('good.safetensors', whole));
      await expect(dialogOf(editor).getByLabel('Name', { exact: true })).toBeVisible({
        timeout: RUN_TIMEOUT,
      });
      await page.keyboard.press('Escape');
    });
  }

  await test.step('an address where nothing is', async () => {
    editor.expectErrors(/404/);
    await page.route('https://models.example/**', (route) => route.fulfill({ status: 404, body: '' }));
    await openLoading(editor);
    await dialogOf(editor).getByText('From an address').click();
    await dialogOf(editor).getByLabel('Address of the file').fill('https://models.example/net.safetensors');
    await editor.button('Load from models.example').click();
    await expect(problem).toContainText(/404|not there|no file/i);
  });
});
