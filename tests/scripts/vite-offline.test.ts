import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Script } from 'node:vm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { offlineFiles, serviceWorkerScript } from '../../scripts/vite-offline';
import { securityHeaders } from '../../scripts/vite-security';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'graft-offline-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(path: string, bytes: number): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), new Uint8Array(bytes));
}

it('keeps the application and small networks from the first visit on, large ones when they are used', () => {
  write('index.html', 10);
  write('assets/main.js', 9_000_000);
  write('models/small/weights.bin', 3_000_000);
  write('models/large/model.json', 10);
  write('models/large/weights.bin', 20_000_000);
  write('models/large/stamp.json', 10);
  write('service-worker.js', 10);
  expect(offlineFiles(folder).map(({ path, group, eager }) => [path, group, eager])).toEqual([
    ['assets/main.js', 'app', true],
    ['index.html', 'app', true],
    ['models/large/model.json', 'models/large', false],
    ['models/large/weights.bin', 'models/large', false],
    ['models/small/weights.bin', 'models/small', true],
  ]);
});

it('names a file by its content, so that an update fetches only what has changed', () => {
  write('a.js', 10);
  write('b.js', 10);
  write('c.js', 11);
  const [a, b, c] = offlineFiles(folder);
  expect(a?.hash).toBe(b?.hash);
  expect(a?.hash).not.toBe(c?.hash);
});

it('the policy allows no eval, and nothing that is not named', () => {
  const policy = securityHeaders['Content-Security-Policy'];
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toMatch(/unsafe-eval(?<!wasm-unsafe-eval)|script-src[^;]*(?:unsafe-inline|\*|http)/);
});

it('the service worker is a plain script: as a module, browsers would not start it', async () => {
  const script = await serviceWorkerScript([]);
  expect(() => new Script(script)).not.toThrow();
});
