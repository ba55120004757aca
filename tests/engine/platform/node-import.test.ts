import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nodePlatform } from '../../../src/engine/platform/node';
import { importFolder, importZip } from '../../../src/engine/platform/node-import';

const root = mkdtempSync(join(tmpdir(), 'graft-import-'));
afterAll(() => rmSync(root, { recursive: true }));

const files: Record<string, Uint8Array> = {};
beforeAll(async () => {
  const png = async (background: string) =>
    new Uint8Array(
      await sharp({ create: { width: 3, height: 2, channels: 3, background } })
        .png()
        .toBuffer(),
    );
  files['train/cat/1.png'] = await png('#f00');
  files['train/dog/2.png'] = await png('#0f0');
  files['test/cat/3.png'] = await png('#00f');
  files['test/dog/diary.jpg'] = new TextEncoder().encode('Dear diary');
  for (const [path, bytes] of Object.entries(files)) {
    mkdirSync(join(root, 'photos', path, '..'), { recursive: true });
    writeFileSync(join(root, 'photos', path), bytes);
  }
  mkdirSync(join(root, 'photos/train/unicorn'));
  // A link that leads back up, and one that leads nowhere.
  symlinkSync('..', join(root, 'photos/train/loop'));
  symlinkSync('nowhere', join(root, 'photos/train/cat/broken.png'));
  writeFileSync(
    join(root, 'photos.zip'),
    zipSync(Object.fromEntries(Object.entries(files).map(([path, bytes]) => [`photos/${path}`, bytes]))),
  );
});

const value = async <T>(
  outcome: Promise<{ ok: true; value: T } | { ok: false; problems: readonly object[] }>,
) => {
  const result = await outcome;
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
};

describe('importFolder', () => {
  it('reads images in place', async () => {
    const dataset = await value(importFolder(join(root, 'photos')));
    expect(dataset.index.name).toBe('photos');
    expect(dataset.index.samples.map(({ id, part }) => [id, part])).toEqual([
      ['test/cat/3.png', 'test'],
      ['train/cat/1.png', 'train'],
      ['train/dog/2.png', 'train'],
    ]);
    const reasons = Object.fromEntries(dataset.index.skipped.map(({ file, reason }) => [file, reason]));
    expect(reasons['test/dog/diary.jpg']).toBe('is not an image: starts with “Dear diary”');
    expect(reasons['train/cat/broken.png']).toContain('cannot be read');
    expect(reasons['train/unicorn']).toBe('class folder "unicorn" has no image');
    const platform = nodePlatform({ publicDir: root, datasets: new Map([[dataset.index.id, dataset]]) });
    const [first] = dataset.index.samples;
    if (!first) throw new Error('No sample.');
    const found = await platform.dataset(dataset.index.id);
    const image = await platform.decode((await found?.read(first)) ?? new Uint8Array());
    expect([image.width, image.height, ...image.rgb.subarray(0, 3)]).toEqual([3, 2, 0, 0, 255]);
  });

  it('reports a folder that is not there', async () => {
    expect(await importFolder(join(root, 'nothing'))).toMatchObject({
      ok: false,
      problems: [{ code: 'import/failed' }],
    });
  });
});

describe('importZip', () => {
  it('gives the same dataset as the folder it was made of', async () => {
    const fromZip = await value(importZip(join(root, 'photos.zip')));
    const fromFolder = await value(importFolder(join(root, 'photos')));
    expect(fromZip.index.id).toBe(fromFolder.index.id);
    expect(fromZip.index.name).toBe('photos');
    for (const sample of fromZip.index.samples) expect(await fromZip.read(sample)).toEqual(files[sample.id]);
  });
});
