import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nodePlatform } from '../../../src/engine/platform/node';
import type { DatasetIndex } from '../../../src/plan/catalog';

const publicDir = mkdtempSync(join(tmpdir(), 'graft-platform-'));
const index: DatasetIndex = {
  id: 'tiny@0123456789ab',
  name: 'Tiny',
  modality: 'image',
  description: '',
  licence: 'CC0',
  classes: ['a'],
  domains: [],
  samples: [
    { id: 'a/1', class: 0, offset: 0, length: 2 },
    { id: 'a/2', class: 0, offset: 2, length: 3 },
  ],
  skipped: [],
};

beforeAll(() => {
  mkdirSync(join(publicDir, 'data/tiny'), { recursive: true });
  writeFileSync(join(publicDir, 'data/tiny/index.json'), JSON.stringify(index));
  writeFileSync(join(publicDir, 'data/tiny/data.bin'), new Uint8Array([1, 2, 3, 4, 5]));
});
afterAll(() => rmSync(publicDir, { recursive: true }));

describe('nodePlatform', () => {
  const platform = nodePlatform({ publicDir });

  it('finds a shipped dataset by full id and by folder', async () => {
    for (const id of ['tiny', 'tiny@0123456789ab']) {
      const found = await platform.dataset(id);
      expect(found?.index).toEqual(index);
    }
    const found = await platform.dataset('tiny');
    const second = index.samples[1];
    if (!found || !second) throw new Error('The fixture is incomplete.');
    expect([...(await found.read(second))]).toEqual([3, 4, 5]);
    await expect(found.read({ ...second, length: 4 })).rejects.toThrow('ends before "a/2"');
  });

  it('does not take another version, another name or a path for it', async () => {
    for (const id of ['tiny@ffff', 'huge', '../data/tiny', 'tiny/..', '', '@']) {
      expect(await platform.dataset(id), id).toBeUndefined();
    }
  });

  it('prefers what the user brought', async () => {
    const own = { index: { ...index, id: 'user@1' }, read: async () => new Uint8Array([9]) };
    const mine = nodePlatform({ publicDir, datasets: new Map([['user@1', own]]) });
    expect(await mine.dataset('user@1')).toBe(own);
    expect(await mine.dataset('user@2')).toBeUndefined();
  });

  it('names the missing file and the command that makes it', async () => {
    await expect(platform.model('mobilenet-v2')).rejects.toThrow(/mobilenet-v2.model\.json.*npm run models/);
    await expect(platform.model('../secrets')).rejects.toThrow('not the name of a backbone');
  });
});
