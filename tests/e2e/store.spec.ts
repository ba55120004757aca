import { formatDocument } from '../../src/graph/parse';
import { transfer } from '../plan/graphs';
import { EditorPage, expect, test } from './editor-page';

const RUN_TIMEOUT = 60_000;

const small = formatDocument(
  transfer({
    data: { kind: 'dataset', params: { source: 'digits', classes: ['0', '1'], limitPerClass: 12 } },
    backbone: { kind: 'backbone', params: { cut: '', inputSize: '96' } },
    train: { kind: 'train', params: { epochs: 3 } },
  }),
);

async function run(editor: EditorPage, status: 'done' | 'cached'): Promise<string | null> {
  await editor.button('Run').click();
  await expect(editor.page.getByLabel('Run status')).toContainText('Done in', { timeout: RUN_TIMEOUT });
  await expect(editor.node('evaluate')).toHaveAttribute('data-status', status);
  return editor.page.getByLabel('Accuracy of Evaluate').first().textContent();
}

/** Changes one byte of every stored file, where any change matters: in the middle. */
const damageAll = (editor: EditorPage): Promise<number> =>
  editor.page.evaluate(async () => {
    // The engine closes what it had open just after it has told that the run is over.
    const whenClosed = async <T>(open: () => Promise<T>): Promise<T> => {
      for (;;) {
        try {
          return await open();
        } catch (error) {
          if (!(error instanceof DOMException && error.name === 'NoModificationAllowedError')) throw error;
          await new Promise((resolve) => setTimeout(resolve, 20));
        }
      }
    };
    const root = await navigator.storage.getDirectory();
    const folder = await root.getDirectoryHandle('results');
    let count = 0;
    for await (const handle of folder.values()) {
      const file = handle as FileSystemFileHandle;
      const bytes = new Uint8Array(await (await file.getFile()).arrayBuffer());
      const middle = bytes.length >> 1;
      bytes[middle] = (bytes[middle] ?? 0) ^ 1;
      const writable = await whenClosed(() => file.createWritable());
      await writable.write(bytes);
      await writable.close();
      count++;
    }
    return count;
  });

test('after a reload a run finds what the one before stored; what is damaged is computed again', async ({
  editor,
}) => {
  test.setTimeout(4 * RUN_TIMEOUT);
  await editor.openFile('small.json', small);
  const accuracy = await run(editor, 'done');

  await editor.page.reload();
  expect(await run(editor, 'cached')).toBe(accuracy);
  for (const id of ['backbone', 'train']) {
    await expect(editor.node(id)).toHaveAttribute('data-status', 'cached');
  }

  // Three parts' features, a network and a report.
  expect(await damageAll(editor)).toBe(5);
  await editor.page.reload();
  expect(await run(editor, 'done')).toBe(accuracy);
  await editor.page.reload();
  expect(await run(editor, 'cached')).toBe(accuracy);
});

test('two tabs share what is stored, and do not get in each other’s way', async ({ editor, context }) => {
  test.setTimeout(3 * RUN_TIMEOUT);
  await editor.openFile('small.json', small);
  const accuracy = await run(editor, 'done');
  const other = new EditorPage(await context.newPage());
  await other.open();
  await other.openFile('small.json', small);
  const [here, there] = await Promise.all([run(editor, 'cached'), run(other, 'cached')]);
  expect([here, there]).toEqual([accuracy, accuracy]);
  await expect(editor.page.getByText('cannot be stored')).toBeHidden();
  await expect(other.page.getByText('cannot be stored')).toBeHidden();
});

/** What the engine's storage does where it is denied, or full although it seemed not to be. */
const TROUBLE = {
  denied: {
    fault: `navigator.storage.getDirectory = () => Promise.reject(new DOMException('Denied.', 'SecurityError'));`,
    says: 'Results cannot be stored here (Denied.), so they are kept in memory only.',
  },
  full: {
    fault: `FileSystemSyncAccessHandle.prototype.write = () => { throw new DOMException('Full.', 'QuotaExceededError'); };`,
    says: 'The storage for results is full, so some results of this run are kept in memory only.',
  },
};

for (const [how, { fault, says }] of Object.entries(TROUBLE)) {
  test(`where storage is ${how} a run goes on without, and says so`, async ({ editor }) => {
    test.setTimeout(3 * RUN_TIMEOUT);
    const { page } = editor;
    await page.route('**/assets/worker-*.js', async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: `${fault}\n${await response.text()}` });
    });
    await page.reload();
    await editor.openFile('small.json', small);
    await run(editor, 'done');
    await expect(page.getByText(says).first()).toBeVisible();
    await editor.results.getByRole('tab', { name: 'Plan' }).click();
    const training = editor.results.locator('tr[data-step="fit"]');
    await expect(training).toContainText('in memory');
    await expect(editor.results.locator('tr[data-step="load"]')).toContainText('every run');
    // Until a reload memory serves; then all is computed again.
    await run(editor, 'cached');
    await page.reload();
    await run(editor, 'done');
  });
}
