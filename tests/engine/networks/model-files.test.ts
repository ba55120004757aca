import { describe, expect, it } from 'vitest';
import { modelFiles } from '../../../src/engine/networks/model-files';
import type { Platform } from '../../../src/engine/platform/platform';
import { platform } from './specs';

const BYTES = 10;

/** A platform that says what was read of it. */
function world(fails: ReadonlySet<string> = new Set()) {
  const read: string[] = [];
  const own: Platform = {
    ...platform,
    async model(backbone) {
      read.push(backbone);
      if (fails.has(backbone)) throw new Error('No connection.');
      return { json: {}, weights: new ArrayBuffer(backbone === 'huge' ? 3 * BYTES : BYTES) };
    },
  };
  return { read, open: (backbone: string) => modelFiles(own, backbone, 2 * BYTES) };
}

describe('files of backbones', () => {
  it('are read once while they are used', async () => {
    const { read, open } = world();
    const [first, second] = await Promise.all([open('a'), open('a')]);
    expect(second).toBe(first);
    expect(await open('a')).toBe(first);
    expect(read).toEqual(['a']);
  });

  it('are kept within a budget: what was used longest ago is read again', async () => {
    const { read, open } = world();
    for (const backbone of ['a', 'b', 'a', 'c', 'a', 'b']) await open(backbone);
    expect(read).toEqual(['a', 'b', 'c', 'b']);
  });

  it('that are larger than the budget are not kept, and drive out no others', async () => {
    const { read, open } = world();
    for (const backbone of ['a', 'huge', 'a', 'huge']) await open(backbone);
    expect(read).toEqual(['a', 'huge', 'huge']);
  });

  it('that could not be read are asked for again', async () => {
    const fails = new Set(['a']);
    const { read, open } = world(fails);
    await expect(open('a')).rejects.toThrow('No connection.');
    fails.clear();
    await open('a');
    expect(read).toEqual(['a', 'a']);
  });
});
