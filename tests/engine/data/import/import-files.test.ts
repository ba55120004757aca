import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { importFiles } from '../../../../src/engine/data/import/import-files';
import type { ImportFile } from '../../../../src/engine/data/import/source';
import { MAX_FILE_BYTES } from '../../../../src/engine/data/import/source';
import type { DatasetWriter } from '../../../../src/engine/platform/platform';
import type { DatasetIndex } from '../../../../src/plan/catalog';

let red: Uint8Array;
let blue: Uint8Array;
const text = new TextEncoder().encode('this is no picture');

beforeAll(async () => {
  const png = async (background: string) =>
    new Uint8Array(
      await sharp({ create: { width: 2, height: 2, channels: 3, background } })
        .png()
        .toBuffer(),
    );
  [red, blue] = [await png('#f00'), await png('#00f')];
});

const file = (path: string, bytes: Uint8Array): ImportFile => ({ path, read: async () => bytes });

/** Keeps what it is given in memory. */
function memoryWriter() {
  const state = { chunks: [] as Uint8Array[], index: undefined as DatasetIndex | undefined, discarded: 0 };
  const writer: DatasetWriter = {
    append: async (bytes) => void state.chunks.push(new Uint8Array(bytes)),
    finish: async (index) => {
      state.index = index;
    },
    discard: async () => {
      state.discarded++;
    },
  };
  return { state, writer };
}

const imported = async (files: ImportFile[], writer?: DatasetWriter) => {
  const outcome = await importFiles('Pets', files, { writer });
  if (!outcome.ok) throw new Error(outcome.problems.map((problem) => problem.message).join());
  return outcome.value.index;
};

describe('importFiles', () => {
  it('writes the bytes where the index says', async () => {
    const { state, writer } = memoryWriter();
    const index = await imported([file('dog/b.png', blue), file('cat/a.png', red)], writer);
    expect(index.classes).toEqual(['cat', 'dog']);
    expect(index.samples.map(({ id, class: label }) => [id, label])).toEqual([
      ['cat/a.png', 0],
      ['dog/b.png', 1],
    ]);
    expect(state.index).toBe(index);
    const data = Buffer.concat(state.chunks);
    const last = index.samples[1];
    expect(new Uint8Array(data.subarray(last?.offset, (last?.offset ?? 0) + (last?.length ?? 0)))).toEqual(
      blue,
    );
  });

  it('names a dataset by paths and bytes, not by order or name', async () => {
    const files = [file('cat/a.png', red), file('dog/b.png', blue)];
    const { id } = await imported(files);
    expect(id).toMatch(/^user@[0-9a-f]{16}$/);
    expect((await imported([...files].reverse())).id).toBe(id);
    expect((await imported([file('cat/a.png', red), file('dog/c.png', blue)])).id).not.toBe(id);
    expect((await imported([file('cat/a.png', red), file('dog/b.png', red)])).id).not.toBe(id);
  });

  it('lists what it left out, and why', async () => {
    const index = await imported([
      file('cat/a.png', red),
      file('cat/diary.jpg', text),
      file('cat/cut.png', red.subarray(0, 40)),
      file('unicorn/horn.jpg', text),
      file('ghost/', new Uint8Array()),
      { path: 'cat/huge.png', size: MAX_FILE_BYTES + 1, read: () => Promise.reject(new Error('never read')) },
      { path: 'cat/locked.png', read: () => Promise.reject(new Error('permission denied')) },
      file('notes.txt', text),
    ]);
    expect(index.classes).toEqual(['cat']);
    expect(index.skipped).toEqual([
      { file: 'cat/cut.png', reason: 'is cut off: the end of the image is missing' },
      { file: 'cat/diary.jpg', reason: 'is not an image: starts with “this is no picture”' },
      { file: 'cat/huge.png', reason: 'is larger than 256 MB' },
      { file: 'cat/locked.png', reason: 'cannot be read: permission denied' },
      { file: 'ghost', reason: 'class folder "ghost" has no image' },
      { file: 'notes.txt', reason: 'lies outside of the class folders' },
      { file: 'unicorn', reason: 'class folder "unicorn" has no image' },
      { file: 'unicorn/horn.jpg', reason: 'is not an image: starts with “this is no picture”' },
    ]);
  });

  it('says what to do when nothing can be used', async () => {
    const problem = async (files: ImportFile[]) => {
      const { state, writer } = memoryWriter();
      const outcome = await importFiles('Pets', files, { writer });
      expect(state).toMatchObject({ index: undefined, discarded: 1 });
      return outcome.ok ? undefined : outcome.problems[0];
    };
    expect(await problem([])).toMatchObject({ code: 'import/no-images', received: 'no files' });
    expect(await problem([file('cat/a.jpg', text)])).toMatchObject({
      code: 'import/no-images',
      received: '1 other files, e.g. cat/a.jpg, which is not an image: starts with “this is no picture”',
    });
    expect(await problem([file('a.png', red), file('b.png', blue)])).toMatchObject({
      code: 'import/no-class-folders',
      received: '2 files outside of any class folder, e.g. a.png',
    });
  });

  it('turns a full disk into a problem', async () => {
    const { writer } = memoryWriter();
    const full = Object.assign(new Error('full'), { name: 'QuotaExceededError' });
    const outcome = await importFiles('Pets', [file('cat/a.png', red)], {
      writer: { ...writer, append: () => Promise.reject(full) },
    });
    expect(outcome).toMatchObject({ ok: false, problems: [{ code: 'import/storage-full' }] });
  });

  it('reports progress up to the end', async () => {
    const seen: string[] = [];
    await importFiles('Pets', [file('cat/a.png', red), file('cat/b.png', text)], {
      onProgress: (done, total) => seen.push(`${done}/${total}`),
    });
    expect(seen).toEqual(['1/2', '2/2']);
  });
});
