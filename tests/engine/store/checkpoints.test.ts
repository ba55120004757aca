import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { diskFiles } from '../../../src/engine/platform/disk-files';
import { storedCheckpoints } from '../../../src/engine/store/checkpoints';
import { createContentStore } from '../../../src/engine/store/content-store';
import type { Checkpoint } from '../../../src/engine/training/checkpoint';
import { memoryFiles } from './memory-files';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'graft-checkpoints-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const checkpoint = (epoch: number): Checkpoint => ({
  backend: 'wasm',
  epoch,
  batch: 0,
  epochs: 20,
  lossSum: 0.1,
  correct: 3,
  history: [],
  steps: [epoch],
  monitor: { best: 0.5, bestEpoch: epoch, waited: 0 },
  plateau: { waited: 0, factor: 1 },
  tensors: { 'weight/kernel': { shape: [2, 2], data: Float32Array.of(epoch, 2, 3, 4) } },
});

/** As a new process finds it. */
const onDisk = (key = 'abc') => storedCheckpoints(createContentStore(diskFiles(folder)))(key);

async function saved(...epochs: readonly number[]): Promise<void> {
  const slot = onDisk();
  for (const epoch of epochs) await slot.save(checkpoint(epoch));
}

describe('checkpoints', () => {
  it('the newest survives the process, and going on continues the turns', async () => {
    expect(await onDisk().load()).toBeUndefined();
    expect(readdirSync(folder)).toEqual([]);
    for (const epoch of [1, 2, 3, 4, 5]) {
      await saved(epoch);
      expect(await onDisk().load()).toEqual(checkpoint(epoch));
    }
    expect(await onDisk('other').load()).toBeUndefined();
  });

  it('one that was cut short anywhere leaves the one before', async () => {
    await saved(1, 2);
    const [name = ''] = readdirSync(folder).filter((file) => file.endsWith('.1'));
    const bytes = readFileSync(join(folder, name));
    for (const length of [0, 5, 40, bytes.length - 50, bytes.length - 1]) {
      writeFileSync(join(folder, name), bytes);
      truncateSync(join(folder, name), length);
      expect(await onDisk().load()).toEqual(checkpoint(1));
    }
    // The damaged one is replaced next, not the whole one.
    await saved(3);
    expect(await onDisk().load()).toEqual(checkpoint(3));
    expect(readdirSync(folder).filter((file) => file.startsWith('checkpoint-abc'))).toHaveLength(2);
  });

  it('lists trainings that can go on, and forgets those that are done', async () => {
    const store = createContentStore(diskFiles(folder));
    const at = storedCheckpoints(store);
    await at('abc').save(checkpoint(4));
    await at('abc').save(checkpoint(5));
    await at('def').save(checkpoint(2));
    // Asked for by another process while the first has them open.
    const other = createContentStore(diskFiles(folder));
    for (const seen of [store, other]) {
      const entries = [...(await seen.list())].sort((a, b) => a.key.localeCompare(b.key));
      expect(entries).toMatchObject([
        { key: 'checkpoint:abc', kind: 'checkpoint', progress: { epoch: 5, epochs: 20 } },
        { key: 'checkpoint:def', kind: 'checkpoint', progress: { epoch: 2, epochs: 20 } },
      ]);
    }
    await at('abc').drop();
    expect((await store.list()).map(({ key }) => key)).toEqual(['checkpoint:def']);
    await store.clear();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('full or denied storage never fails a training, and tells why', async () => {
    for (const faults of [{ capacity: 100 }, { isDenied: true }]) {
      const store = createContentStore(memoryFiles(faults));
      const heard: string[] = [];
      store.onTrouble(({ code }) => heard.push(code));
      const held = storedCheckpoints(store)('abc');
      await held.save(checkpoint(1));
      expect(await held.load()).toEqual(checkpoint(1));
      expect(await storedCheckpoints(store)('abc').load()).toBeUndefined();
      expect(heard).toContain(faults.isDenied ? 'store/denied' : 'store/full');
    }
  });
});
