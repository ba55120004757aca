import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ModelError } from '../../../../src/engine/models/model-error';
import {
  type Downloaded,
  type DownloadOptions,
  download,
} from '../../../../src/engine/models/sources/download';
import { diskFiles } from '../../../../src/engine/platform/disk-files';
import { memoryFiles } from '../../store/memory-files';
import { type FileServer, fileServer } from './file-server';

const BYTES = Uint8Array.from({ length: 300_000 }, (_, i) => (i * i) % 251);
const SHA = createHash('sha256').update(BYTES).digest('hex');

let server: FileServer;
beforeEach(async () => {
  server = await fileServer();
});
afterEach(() => server.close());

const get = (name: string, options: DownloadOptions = {}) =>
  download(server.url + name, { retryAfter: 1, ...options });

async function contentOf({ file }: Downloaded): Promise<Buffer> {
  return Buffer.from(await file.read(0, file.size));
}

async function problemOf(work: Promise<unknown>) {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(ModelError);
  return (error as ModelError).problem;
}

describe('a download', () => {
  it('brings the bytes and their checksum, and says how far it is', async () => {
    server.files.set('a', { bytes: BYTES, etag: '"1"' });
    const reports: [number, number | undefined][] = [];
    const result = await get('a', { onProgress: (done, total) => reports.push([done, total]) });
    expect((await contentOf(result)).equals(BYTES)).toBe(true);
    expect(result).toMatchObject({ checksum: SHA, verified: false, fromCache: false });
    expect(reports.at(0)).toEqual([0, BYTES.length]);
    expect(reports.at(-1)).toEqual([BYTES.length, BYTES.length]);
  });

  it('follows redirects', async () => {
    server.files.set('a', { bytes: '', redirect: '/b' });
    server.files.set('b', { bytes: BYTES });
    expect((await get('a')).checksum).toBe(SHA);
  });

  it('is compared with the checksum that the server states', async () => {
    server.files.set('a', { bytes: BYTES, etag: '"x"', headers: { 'x-linked-etag': `"${SHA}"` } });
    expect((await get('a')).verified).toBe(true);
    server.files.set('b', { bytes: BYTES, etag: `"${'0'.repeat(64)}"` });
    const files = memoryFiles();
    expect(await problemOf(get('b', { files }))).toMatchObject({
      code: 'model/wrong-checksum',
      expected: `SHA-256 ${'0'.repeat(64)}`,
      received: `SHA-256 ${SHA}`,
    });
    expect([...files.contents.keys()]).toEqual([]);
  });

  it('is compared with the checksum that the caller states', async () => {
    server.files.set('a', { bytes: BYTES });
    expect((await get('a', { checksum: SHA })).verified).toBe(true);
    expect((await problemOf(get('a', { checksum: '1'.repeat(64) }))).code).toBe('model/wrong-checksum');
  });
});

describe('a connection that breaks', () => {
  it('is taken up where it ended', async () => {
    server.files.set('a', { bytes: BYTES, etag: '"1"', breaks: [100_000, 50_000] });
    const result = await get('a', { files: memoryFiles() });
    expect((await contentOf(result)).equals(BYTES)).toBe(true);
    expect(result.checksum).toBe(SHA);
    expect(server.requests).toEqual(['GET /a', 'GET /a bytes=100000-', 'GET /a bytes=150000-']);
  });

  it('is begun anew where the server cannot go on', async () => {
    server.files.set('a', { bytes: BYTES, etag: '"1"', breaks: [100_000], ignoresRanges: true });
    expect((await get('a', { files: memoryFiles() })).checksum).toBe(SHA);
    expect(server.requests).toHaveLength(3);
  });

  it('is begun anew when nothing tells one version from another', async () => {
    server.files.set('a', { bytes: BYTES, breaks: [100_000] });
    expect((await get('a', { files: memoryFiles() })).checksum).toBe(SHA);
    expect(server.requests).toEqual(['GET /a', 'GET /a']);
  });

  it('fails when it breaks again and again, and says that one can go on', async () => {
    server.files.set('a', { bytes: BYTES, etag: '"1"', breaks: [0, 0, 0, 0, 0] });
    expect(await problemOf(get('a'))).toMatchObject({ code: 'model/interrupted' });
  });

  it('goes on after a reload: what had come is on the disk', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'graft-download-'));
    try {
      server.files.set('a', { bytes: BYTES, etag: '"1"' });
      const leaving = new AbortController();
      const reason = new Error('the page was left');
      const first = get('a', {
        files: diskFiles(folder),
        signal: leaving.signal,
        onProgress: (done) => done > 0 && leaving.abort(reason),
      });
      await expect(first).rejects.toBe(reason);
      const result = await get('a', { files: diskFiles(folder) });
      expect((await contentOf(result)).equals(BYTES)).toBe(true);
      expect(result.checksum).toBe(SHA);
      expect(server.requests[1]).toMatch(/^GET \/a bytes=[1-9]\d*-$/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('begins anew when there is another version by then', async () => {
    const files = memoryFiles();
    server.files.set('a', { bytes: BYTES, etag: '"1"', breaks: [1000, 0, 0, 0] });
    expect((await problemOf(get('a', { files }))).code).toBe('model/interrupted');
    const other = BYTES.map((value) => value ^ 1);
    server.files.set('a', { bytes: other, etag: '"2"' });
    expect((await contentOf(await get('a', { files }))).equals(other)).toBe(true);
  });
});

describe('a finished download', () => {
  it('is found again as long as the server has nothing newer', async () => {
    const files = memoryFiles();
    server.files.set('a', { bytes: BYTES, etag: '"1"' });
    await get('a', { files });
    const again = await get('a', { files });
    expect(again).toMatchObject({ checksum: SHA, fromCache: true });
    expect((await contentOf(again)).equals(BYTES)).toBe(true);
    server.files.set('a', { bytes: 'new', etag: '"2"' });
    expect((await contentOf(await get('a', { files }))).toString()).toBe('new');
    expect(server.requests).toEqual(['GET /a', 'HEAD /a', 'HEAD /a', 'GET /a']);
  });

  it('is found without a connection too', async () => {
    const files = memoryFiles();
    server.files.set('a', { bytes: BYTES, etag: '"1"' });
    const url = `${server.url}a`;
    await download(url, { files });
    await server.close();
    expect(await download(url, { files })).toMatchObject({ checksum: SHA, fromCache: true });
  });

  it('makes room for another, and says when there is none', async () => {
    const files = memoryFiles({ capacity: 400_000 });
    server.files.set('a', { bytes: BYTES, etag: '"1"' });
    server.files.set('b', { bytes: BYTES.slice().fill(1), etag: '"1"' });
    await get('a', { files });
    await get('b', { files });
    expect((await get('b', { files })).fromCache).toBe(true);
    expect((await get('a', { files })).fromCache).toBe(false);
    server.files.set('c', { bytes: new Uint8Array(500_000), etag: '"1"' });
    expect((await problemOf(get('c', { files }))).code).toBe('model/storage-full');
    const silent = memoryFiles({ capacity: 200_000, hidesCapacity: true });
    expect((await problemOf(get('a', { files: silent }))).code).toBe('model/storage-full');
  });

  it('needs no storage', async () => {
    server.files.set('a', { bytes: BYTES, breaks: [10] });
    const result = await get('a', { files: memoryFiles({ isDenied: true }) });
    expect(result.checksum).toBe(SHA);
  });
});

describe('an answer without a file', () => {
  it.each([
    [404, 'model/not-found'],
    [401, 'model/denied'],
    [403, 'model/denied'],
    [503, 'model/server'],
  ])('of status %d is a problem %s', async (status, code) => {
    server.files.set('a', { bytes: '', status });
    const problem = await problemOf(get('a'));
    expect(problem.code).toBe(code);
    expect(problem.hint).toBeTruthy();
  });

  it('is told apart from a web page', async () => {
    server.files.set('a', { bytes: '<html>', headers: { 'content-type': 'text/html; charset=utf-8' } });
    expect((await problemOf(get('a'))).code).toBe('model/not-a-model');
  });

  it('comes from no server at all', async () => {
    const { url } = server;
    await server.close();
    expect((await problemOf(download(`${url}a`))).code).toBe('model/offline');
  });

  it('may be too large to begin with', async () => {
    server.files.set('a', { bytes: 'x', headers: { 'content-length': String(3 * 2 ** 30) } });
    expect((await problemOf(get('a'))).code).toBe('model/too-large');
  });
});
