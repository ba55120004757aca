import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { diskFiles } from '../../../src/engine/platform/disk-files';
import { type ContentStore, createContentStore } from '../../../src/engine/store/content-store';
import type { Trouble } from '../../../src/engine/store/trouble';
import { type MemoryFiles, memoryFiles } from './memory-files';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});
function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'graft-store-'));
  folders.push(folder);
  return folder;
}

async function put(store: ContentStore, key: string, bytes = 1000): Promise<boolean> {
  const writer = await store.write(key, 'report', `Report ${key}`, bytes);
  if (!writer) return false;
  await writer.append('rows', new Uint8Array(bytes).fill(7));
  return writer.finish({ name: key, values: Float32Array.of(1, 2.5, Number.NaN) });
}

const listen = (store: ContentStore): Trouble[] => {
  const heard: Trouble[] = [];
  store.onTrouble((trouble) => heard.push(trouble));
  return heard;
};

describe('on disk', () => {
  it('gives back what it stored, to another process too', async () => {
    const folder = temporaryFolder();
    expect(await put(createContentStore(diskFiles(folder)), 'wasm:one')).toBe(true);
    const store = createContentStore(diskFiles(folder));
    const found = await store.open('wasm:one');
    expect(found?.value).toEqual({ name: 'wasm:one', values: Float32Array.of(1, 2.5, Number.NaN) });
    const { offset = -1, length = 0 } = found?.section('rows') ?? {};
    expect(length).toBe(1000);
    expect((await found?.file())?.read(offset + 999, 1)).toEqual(Uint8Array.of(7));
    expect(await store.stored(['wasm:one', 'wasm:two'])).toEqual(new Set(['wasm:one']));
    expect(await store.list()).toMatchObject([
      { key: 'wasm:one', kind: 'report', label: 'Report wasm:one', usedAt: expect.any(Number) },
    ]);
    await store.clear();
    expect(await store.open('wasm:one')).toBeUndefined();
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each([
    [
      'damaged',
      (path: string) => {
        const bytes = readFileSync(path);
        bytes[500] = 8;
        writeFileSync(path, bytes);
      },
    ],
    ['cut short', (path: string) => truncateSync(path, 700)],
    [
      'of another key',
      (path: string) => writeFileSync(path, readFileSync(path.replace('wasm-one', 'wasm-two'))),
    ],
  ])('an entry that is %s is missing, and gone', async (_how, damage) => {
    const folder = temporaryFolder();
    const before = createContentStore(diskFiles(folder));
    await put(before, 'wasm:one');
    await put(before, 'wasm:two');
    damage(join(folder, 'wasm-one'));
    const store = createContentStore(diskFiles(folder));
    const heard = listen(store);
    expect(await store.open('wasm:one')).toBeUndefined();
    expect(await store.open('wasm:two')).toBeDefined();
    expect(readdirSync(folder)).toEqual(['wasm-two']);
    expect(heard).toEqual([]);
  });

  it('nobody sees an entry that is being written', async () => {
    const folder = temporaryFolder();
    const writer = await createContentStore(diskFiles(folder)).write('wasm:one', 'report', '', 10);
    await writer?.append('rows', new Uint8Array(3 * 2 ** 20));
    const other = createContentStore(diskFiles(folder));
    expect(await other.list()).toEqual([]);
    expect(await other.open('wasm:one')).toBeUndefined();
    expect(await writer?.finish({})).toBe(true);
    expect(await other.open('wasm:one')).toBeDefined();
  });
});

describe('room', () => {
  it('the least recently used go first, and never what is pinned', async () => {
    const files = memoryFiles();
    const store = createContentStore(files, { budgetBytes: 80_000 });
    const heard = listen(store);
    for (const key of ['old', 'used', 'pinned', 'new']) expect(await put(store, key, 15_000)).toBe(true);
    const unpin = store.pin(['old', 'pinned']);
    await store.open('used');
    expect(await put(store, 'large', 20_000)).toBe(true);
    expect([...files.contents.keys()]).toEqual(['old', 'used', 'pinned', 'large']);
    expect(await put(store, 'larger', 60_000)).toBe(false);
    expect(heard).toMatchObject([{ code: 'store/full', severity: 'warning' }]);
    expect(await store.open('old')).toBeDefined();
    unpin();
    expect(await put(store, 'larger', 60_000)).toBe(true);
    expect((await store.usage()).bytes).toBeLessThanOrEqual(80_000);
  });

  it('what is pinned twice stays until both have let go', async () => {
    const store = createContentStore(memoryFiles());
    await put(store, 'one');
    const [first, second] = [store.pin(['one']), store.pin(['one'])];
    first();
    first();
    await store.clear();
    expect(await store.stored(['one'])).toEqual(new Set(['one']));
    second();
    await store.remove(['one']);
    expect(await store.list()).toEqual([]);
  });

  it('takes no more than a share of what the browser grants', async () => {
    const store = createContentStore(memoryFiles({ capacity: 100_000 }));
    expect((await store.usage()).budget).toBe(50_000);
    expect(await put(store, 'large', 60_000)).toBe(false);
  });

  it('an estimate that was wrong: others make way, and what did not fit can be read back', async () => {
    const files = memoryFiles({ capacity: 4 * 2 ** 20, hidesCapacity: true });
    const store = createContentStore(files, { budgetBytes: 2 ** 40 });
    const heard = listen(store);
    await put(store, 'old', 1.5 * 2 ** 20);
    const writer = await store.write('new', 'features', '', 100);
    const part = (value: number) => new Uint8Array(2 ** 20).fill(value);
    for (const value of [0, 1, 2]) expect(await writer?.append('rows', part(value))).toBe(true);
    expect([...files.contents.keys()]).toEqual(['new']);
    expect(await writer?.append('rows', part(3))).toBe(true);
    expect(await writer?.append('rows', part(4))).toBe(false);
    expect(heard).toMatchObject([{ code: 'store/full' }]);
    for (const value of [0, 1, 2, 3, 4]) {
      const back = writer?.readBack('rows', value * 2 ** 20, 2 ** 20) ?? new Uint8Array(0);
      expect(Buffer.compare(back, part(value))).toBe(0);
    }
    expect(await writer?.finish({})).toBe(false);
    await writer?.discard();
    expect([...files.contents.keys()]).toEqual([]);
  });

  it.each<[string, MemoryFiles | undefined]>([
    ['storage is denied', memoryFiles({ isDenied: true })],
    ['there is none', undefined],
  ])('where %s nothing throws, and it says so', async (_name, files) => {
    const store = createContentStore(files);
    const heard = listen(store);
    expect(await put(store, 'one')).toBe(false);
    expect(heard.length).toBeGreaterThan(0);
    expect(heard.every(({ code }) => code === 'store/denied')).toBe(true);
    expect(await store.open('one')).toBeUndefined();
    expect(await store.list()).toEqual([]);
    expect(await store.stored(['one'])).toEqual(new Set());
    await store.clear();
    await store.alternating('two', 'checkpoint').drop();
    expect(await store.alternating('two', 'checkpoint').load()).toBeUndefined();
  });
});

it('releasing closes every file, and what is read afterwards opens again', async () => {
  const files = memoryFiles();
  const store = createContentStore(files);
  await put(store, 'one');
  const found = await store.open('one');
  await store.alternating('two', 'checkpoint').save({}, '', { epoch: 1, epochs: 2 });
  expect(files.openCount()).toBeGreaterThan(0);
  await store.release();
  expect(files.openCount()).toBe(0);
  expect((await found?.file())?.size).toBeGreaterThan(1000);
  await store.clear();
  expect(files.openCount()).toBe(0);
  await expect(found?.file()).rejects.toThrow('was removed while it was in use');
});
