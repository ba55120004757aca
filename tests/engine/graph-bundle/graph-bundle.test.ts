import fc from 'fast-check';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { bytesAccess, ImportError } from '../../../src/engine/data/import/source';
import { importBundle } from '../../../src/engine/graph-bundle/import-bundle';
import { isSafePath, type Manifest } from '../../../src/engine/graph-bundle/manifest';
import { openBundle } from '../../../src/engine/graph-bundle/open-bundle';
import { modelStore } from '../../../src/engine/library/model-store';
import { memoryFiles } from '../store/memory-files';
import { memoryDatasets } from './memory-stores';
import { bundleOf, storedModel, storedPictures } from './sample-bundle';

const GRAPH = '{"format":"graft"}';
const pets = await storedPictures();
const model = await storedModel();
const bundle = await bundleOf(GRAPH, [pets], [model]);

const open = (zip: Uint8Array) => openBundle(bytesAccess(zip));
const stores = () => ({ datasets: memoryDatasets(), models: modelStore(memoryFiles()) });
const codeOf = (zip: Uint8Array): Promise<string> =>
  open(zip).then(
    () => 'open',
    (error: unknown) => (error instanceof ImportError ? error.problem.code : String(error)),
  );

/** The same bundle with some of its entries changed. */
function withEntries(change: (entries: Record<string, Uint8Array>) => void): Uint8Array {
  const entries = unzipSync(bundle);
  change(entries);
  return zipSync(entries, { level: 0 });
}

function withManifest(change: (manifest: Manifest) => void): Uint8Array {
  return withEntries((entries) => {
    const manifest = JSON.parse(strFromU8(entries['manifest.json'] ?? new Uint8Array()));
    change(manifest);
    entries['manifest.json'] = strToU8(JSON.stringify(manifest));
  });
}

describe('a bundle', () => {
  it('brings graph, images and models to another machine, under the same ids', async () => {
    const opened = await open(bundle);
    expect(opened.graph).toBe(GRAPH);
    const there = stores();
    const told: number[] = [];
    const taken = await importBundle(opened, there, (done, total) => told.push(done / total));
    expect(taken).toEqual({ datasets: [pets.index.id], models: [model.info.id], problems: [] });
    expect(there.datasets.kept.get(pets.index.id)?.index).toEqual(pets.index);
    expect(await there.models.get(model.info.id)).toEqual(model);
    expect(told.at(-1)).toBe(1);
  });

  it('leaves what is there already as it is', async () => {
    const there = stores();
    const opened = await open(bundle);
    await importBundle(opened, there);
    await there.models.rename(model.info.id, 'Mine');
    await importBundle(opened, there);
    expect((await there.models.about(model.info.id))?.info.label).toBe('Mine');
  });

  it('is the same file for the same content', async () => {
    expect(await bundleOf(GRAPH, [pets], [model])).toEqual(bundle);
  });

  it('is an ordinary zip: its images are in their class folders', () => {
    expect(Object.keys(unzipSync(bundle))).toEqual(
      expect.arrayContaining(['graph.json', 'manifest.json', 'datasets/1/train/cat/orange-1.png']),
    );
  });
});

describe('a bundle that is not as Graft wrote it', () => {
  it('is refused when it is something else', async () => {
    expect(await codeOf(strToU8('no zip'))).toBe('import/bad-zip');
    expect(await codeOf(zipSync({ 'cat/1.png': strToU8('x') }))).toBe('import/no-bundle');
    expect(await codeOf(zipSync({ 'manifest.json': strToU8('{}') }))).toBe('import/no-bundle');
  });

  it.each(['../evil', '/etc/passwd', 'C:/x', 'a\\b', 'a/../../b', 'a//b', 'a\u0000b'])(
    'is refused with the path %j in it, listed or not',
    async (path) => {
      expect(await codeOf(withEntries((entries) => Object.assign(entries, { [path]: strToU8('x') })))).toBe(
        'import/unsafe-bundle',
      );
    },
  );

  it('is refused when a listed file is missing or of another size', async () => {
    const missing = withEntries((entries) => delete entries['datasets/1/train/cat/orange-1.png']);
    expect(await codeOf(missing)).toBe('import/damaged-bundle');
    const longer = withEntries((entries) => Object.assign(entries, { 'graph.json': strToU8(`${GRAPH} `) }));
    expect(await codeOf(longer)).toBe('import/damaged-bundle');
  });

  it('takes over nothing of images whose content was changed', async () => {
    const path = 'datasets/1/train/cat/orange-1.png';
    const changed = withEntries((entries) => {
      const bytes = entries[path] ?? new Uint8Array();
      bytes[bytes.length - 20] = (bytes[bytes.length - 20] ?? 0) ^ 1;
    });
    const there = stores();
    const taken = await importBundle(await open(changed), there);
    expect(taken).toMatchObject({ datasets: [], models: [model.info.id] });
    expect(taken.problems[0]?.message).toContain('not what was put into the bundle');
    expect(there.datasets.kept.size).toBe(0);
  });

  it('cannot pass images or models off as others', async () => {
    const lying = withManifest((manifest) => {
      for (const dataset of manifest.datasets) dataset.id = 'user@0123456789abcdef';
      for (const listed of manifest.models) listed.id = 'own-0123';
    });
    const there = stores();
    const taken = await importBundle(await open(lying), there);
    expect(taken).toMatchObject({ datasets: [], models: [] });
    expect(taken.problems).toHaveLength(2);
    expect(there.datasets.kept.size).toBe(0);
    expect((await there.models.list()).models).toEqual([]);
  });
});

it('paths are safe only if every program reads them alike', () => {
  expect(isSafePath('datasets/1/Food & Drink/ñandú 1.png')).toBe(true);
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('../', '/', './', 'a/../', '\\'),
      (name, before) => {
        expect(isSafePath(before + name)).toBe(false);
      },
    ),
  );
});
