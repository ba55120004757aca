import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { DamagedModel } from '../../../src/engine/library/damaged';
import { type ModelStore, modelStore } from '../../../src/engine/library/model-store';
import { diskFiles } from '../../../src/engine/platform/disk-files';
import { nodePlatform } from '../../../src/engine/platform/node';
import { memoryFiles } from '../store/memory-files';
import { sampleModel } from './sample-model';

const folder = mkdtempSync(join(tmpdir(), 'graft-models-'));
afterAll(() => rmSync(folder, { recursive: true }));

const stores: readonly (readonly [string, () => ModelStore])[] = [
  ['in memory', () => modelStore(memoryFiles())],
  ['on a disk', () => modelStore(diskFiles(mkdtempSync(join(folder, 'store-'))))],
];

describe.each(stores)('a model store %s', (_, create) => {
  it('gives back what it took, byte for byte, and describes it without its weights', async () => {
    const store = create();
    const model = sampleModel();
    await store.put(model);
    expect(await store.get(model.info.id)).toEqual(model);
    const about = await store.about(model.info.id);
    expect(about).toMatchObject({ info: model.info, provenance: model.provenance });
    expect(about?.head?.classes).toEqual(['cat', 'dog']);
    expect(about?.bytes).toBeGreaterThan(1_100_000);
    expect(JSON.stringify(about)).not.toContain('head/logits');
  });

  it('takes a model without a head', async () => {
    const store = create();
    const { head: _, ...bare } = sampleModel();
    await store.put(bare);
    expect(await store.get(bare.info.id)).toEqual(bare);
  });

  it('lists, renames, replaces and removes', async () => {
    const store = create();
    await store.put(sampleModel('own-1', 10));
    await store.put(sampleModel('own-2', 20));
    await store.rename('own-1', '  Kitchen tools  ');
    const labels = async () =>
      (await store.list()).models.map(({ info }) => `${info.id} ${info.label}`).sort();
    expect(await labels()).toEqual(['own-1 Kitchen tools', 'own-2 My net']);
    expect((await store.get('own-1'))?.info.label).toBe('Kitchen tools');
    await store.put(sampleModel('own-1', 10));
    expect(await labels()).toEqual(['own-1 My net', 'own-2 My net']);
    await store.remove('own-1');
    await store.remove('own-1');
    expect(await labels()).toEqual(['own-2 My net']);
    expect(await store.get('own-1')).toBeUndefined();
    await expect(store.rename('own-1', 'Gone')).rejects.toThrow('not on this machine');
    await expect(store.rename('own-2', '  ')).rejects.toThrow('needs a name');
  });

  it('reads no path out of an id', async () => {
    const store = create();
    for (const id of ['../own-1', 'own-', 'own-../../x', 'own-A', 'mobilenet-v2', '']) {
      expect(await store.get(id), id).toBeUndefined();
      await store.remove(id);
      await expect(store.put(sampleModel(id, 1)), id).rejects.toThrow('no id');
    }
  });
});

describe('a damaged model', () => {
  const damagedAt = async (place: (length: number) => number) => {
    const files = memoryFiles();
    const store = modelStore(files);
    await store.put(sampleModel('own-1'));
    await store.rename('own-1', 'Kitchen tools');
    const bytes = files.contents.get('own-1.model');
    if (!bytes) throw new Error('Nothing was stored.');
    const at = place(bytes.length);
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    return store;
  };

  it.each([
    ['its weights', () => 1_060_000],
    ['its description', (length: number) => length - 500],
    ['its end', (length: number) => length - 1],
    ['its start', () => 0],
  ])('in %s is refused by name, with what to do', async (_, place) => {
    const store = await damagedAt(place);
    await expect(store.get('own-1')).rejects.toThrow(DamagedModel);
    await expect(store.get('own-1')).rejects.toThrow(/"Kitchen tools" is damaged.*[Ll]oad it again/);
  });

  it('that has no end any more is listed apart, and can be removed', async () => {
    const files = memoryFiles();
    const store = modelStore(files);
    await store.put(sampleModel('own-1'));
    await store.put(sampleModel('own-2', 10));
    const whole = files.contents.get('own-1.model');
    files.contents.set('own-1.model', whole?.slice(0, 1_000_000) ?? new Uint8Array(0));
    const { models, damaged } = await store.list();
    expect(models.map(({ info }) => info.id)).toEqual(['own-2']);
    expect(damaged).toEqual([{ id: 'own-1', label: 'own-1', bytes: 1_000_000 }]);
    await expect(store.get('own-1')).rejects.toThrow(DamagedModel);
    await store.remove('own-1');
    expect((await store.list()).damaged).toEqual([]);
  });

  it('whose bytes belong to another id is not taken for it', async () => {
    const files = memoryFiles();
    const store = modelStore(files);
    await store.put(sampleModel('own-1', 10));
    files.contents.set('own-2.model', files.contents.get('own-1.model') ?? new Uint8Array(0));
    await expect(store.get('own-2')).rejects.toThrow(DamagedModel);
  });
});

it('a failed write leaves nothing half there and says why', async () => {
  const files = memoryFiles({ capacity: 1_000_000 });
  const store = modelStore(files);
  await expect(store.put(sampleModel())).rejects.toThrow(
    /no room left for the model "My net" \(2 MB\).*Storage/,
  );
  expect(await store.list()).toEqual({ models: [], damaged: [] });
});

it('the platform finds a model of the user’s as a backbone, and says when it is not here', async () => {
  const modelsDir = mkdtempSync(join(folder, 'platform-'));
  const platform = nodePlatform({ publicDir: folder, modelsDir });
  await platform.models?.put(sampleModel('own-7', 100));
  expect((await platform.model('own-7')).weights.byteLength).toBe(100);
  await expect(platform.model('own-8')).rejects.toThrow(/"own-8" is not on this machine. Load/);
  await expect(nodePlatform({ publicDir: folder }).model('own-7')).rejects.toThrow('not on this machine');
});
