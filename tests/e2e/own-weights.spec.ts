import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { fileServer } from '../engine/models/sources/file-server';
import { dropFiles } from './drop-files';
import { type EditorPage, expect, test } from './editor-page';

const fixture = (name: string) => fileURLToPath(new URL(`../fixtures/models/${name}`, import.meta.url));
const dialogOf = ({ page }: EditorPage) => page.getByRole('dialog', { name: 'Models' });

async function openLoading(editor: EditorPage): Promise<void> {
  await editor.select('backbone');
  await editor.button('Load weights…').click();
  await expect(dialogOf(editor)).toBeVisible();
}

test('the browser reads Keras files', async ({ editor }) => {
  for (const name of ['keras2.h5', 'keras3.keras']) {
    await openLoading(editor);
    await dropFiles(editor.page.getByText('Drop a weights file here', { exact: false }), [fixture(name)]);
    await expect(dialogOf(editor).getByLabel('Name', { exact: true })).toHaveValue(
      name.replace(/\.\w+$/, ''),
      {
        timeout: 60_000,
      },
    );
    await editor.button('Keep and use it here').click();
    const network = editor.inspector.getByRole('combobox', { name: 'Network' });
    await expect(network).toContainText(name.replace(/\.\w+$/, ''));
  }
});

test('a download from another site goes on where it broke off', async ({ editor }) => {
  const server = await fileServer();
  const headers = {
    'access-control-allow-origin': '*',
    'access-control-expose-headers': 'ETag, Content-Range, Content-Length',
  };
  server.files.set('w.safetensors', {
    bytes: readFileSync(fixture('resnet18.safetensors')),
    etag: '"1"',
    headers,
    breaks: [60_000],
    breaksAfterMs: 1500,
  });
  try {
    editor.expectErrors(/ERR_|CORS|404|Failed to load/);
    await openLoading(editor);
    await dialogOf(editor).getByText('From an address').click();
    await dialogOf(editor).getByLabel('Address of the file').fill(`${server.url}w.safetensors`);
    await dialogOf(editor)
      .getByRole('button', { name: /^Load from 127/ })
      .click();
    await expect(dialogOf(editor)).toContainText('ResNet-18', { timeout: 60_000 });
    // Not every server lets other sites say If-Range; this one does not.
    expect(server.requests.filter((request) => request.startsWith('GET /w.'))).toEqual([
      'GET /w.safetensors',
      'GET /w.safetensors bytes=60000-',
    ]);
  } finally {
    await server.close();
  }
});
