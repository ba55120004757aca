import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { expect, test } from '@playwright/test';
import { BUILD } from '../../playwright.config';
import { takePictures } from './both-themes';
import { EditorPage } from './editor-page';
import { fewImages } from './small-transfer';

test.use({ serviceWorkers: 'allow' });

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
};

/** Serves the build as the plainest of hosts does: files, and no headers of ours. */
function plainHost(): Promise<{ server: Server; address: string }> {
  const server = createServer((request, response) => {
    const path = join(
      BUILD,
      new URL(request.url ?? '/', 'http://host').pathname.replace(/\/$/, '/index.html'),
    );
    if (!existsSync(path) || !statSync(path).isFile()) return response.writeHead(404).end();
    return response
      .writeHead(200, { 'Content-Type': TYPES[extname(path)] ?? 'application/octet-stream' })
      .end(readFileSync(path));
  });
  return new Promise((resolve) => {
    server.listen(0, 'localhost', () => {
      resolve({ server, address: `http://localhost:${(server.address() as AddressInfo).port}/` });
    });
  });
}

const RUN_TIMEOUT = 120_000;

test('after one visit the page opens and runs a graph with its host gone', async ({ page }, info) => {
  test.setTimeout(2 * RUN_TIMEOUT);
  const { server, address } = await plainHost();
  await page.goto(address);
  const editor = new EditorPage(page);
  await expect(editor.button('Run')).toBeVisible();
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
  await editor.button('Graph menu').click();
  await page.getByRole('menuitem', { name: 'Storage' }).click();
  const dialog = page.getByRole('dialog', { name: 'Storage' });
  await expect(dialog).toContainText('Without a network');
  await expect(dialog.getByRole('listitem').filter({ hasText: 'MobileNetV3' })).toContainText('ready');
  await expect(dialog.getByRole('listitem').filter({ hasText: 'Inception v3' })).toContainText('Keep');
  await takePictures(page, info, 'offline');

  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await page.reload();
  await expect(editor.button('Run')).toBeVisible();
  // The service worker sends the headers that the host does not: threads are possible from now on.
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  await editor.openFile('few.json', fewImages());
  await editor.button('Run').click();
  await expect(page.getByLabel('Run status')).toContainText('Done', { timeout: RUN_TIMEOUT });
});
