import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { readPackageFile } from '../../../../scripts/models/package-files';
import type { NamedFile } from '../../../../src/engine/models/bundle';
import { shippedBackbones } from '../../../../src/plan/shipped/index';
import { start } from '../../backend/start';
import { platform } from '../../networks/specs';
import { bundleOf, expectClose, files, image, outputAt, problemOf, read } from '../reading';
import { fileServer } from '../sources/file-server';

beforeAll(() => start('wasm'));

const prepared = (id: string, name: string): NamedFile => ({
  name,
  content: new Uint8Array(
    readFileSync(fileURLToPath(new URL(`../../../../public/models/${id}/${name}`, import.meta.url))),
  ),
});
const json = (name: string, value: unknown): NamedFile => ({
  name,
  content: new TextEncoder().encode(JSON.stringify(value)),
});

describe('a LayersModel', () => {
  const source = files(prepared('mobilenet-v2', 'weights.bin'), prepared('mobilenet-v2', 'model.json'));

  it('with weights in 8 bits is described as the shipped catalog does', async () => {
    const { info } = bundleOf(await read(source, { inputSizes: [96, 128] }));
    const shipped = shippedBackbones.find(({ id }) => id === 'mobilenet-v2');
    expect(info).toMatchObject({
      format: 'layers',
      inputSizes: [96, 128],
      preprocessing: { scale: 1 / 255 },
    });
    for (const block of shipped?.blocks[96] ?? []) {
      const found = info.blocks[96]?.find(({ name }) => name === block.name);
      expect(found?.shape, block.name).toEqual(block.shape);
    }
    const total = (what: 'params' | 'flops', blocks = info.blocks[128] ?? []) =>
      blocks.reduce((sum, block) => sum + block[what], 0);
    expect(total('params')).toBe(total('params', [...(shipped?.blocks[128] ?? [])]));
    expect(total('flops')).toBe(total('flops', [...(shipped?.blocks[128] ?? [])]));
  });

  it('computes what TF.js computes of the same files', async () => {
    const bundle = bundleOf(await read(source, { inputSizes: [96] }));
    const { json, weights } = await platform.model('mobilenet-v2');
    const groups = json.weightsManifest as { weights: tf.io.WeightsManifestEntry[] }[];
    const model = await tf.loadLayersModel({
      load: async () => ({
        modelTopology: json.modelTopology as object,
        weightSpecs: groups.flatMap((group) => group.weights),
        weightData: weights,
      }),
    });
    const expected = tf.tidy(() => model.predict(tf.mul(image(96), 1 / 255)) as tf.Tensor);
    expectClose(await outputAt(bundle, 96), [...(await expected.data())]);
    expected.dispose();
    model.dispose();
  });

  it('lacks a shard when only the model.json was chosen', async () => {
    const problem = problemOf(await read(files(prepared('mobilenet-v2', 'model.json'))));
    expect(problem).toMatchObject({ code: 'model/missing-file', hint: expect.stringContaining('together') });
  });
});

describe('a GraphModel', () => {
  const whole = (): NamedFile[] => [
    {
      name: 'centernet.json',
      content: new Uint8Array(readPackageFile('@vladmandic/human', 'models/centernet.json')),
    },
    {
      name: 'centernet.bin',
      content: new Uint8Array(readPackageFile('@vladmandic/human', 'models/centernet.bin')),
    },
  ];

  it('of a detector with a fixed input is cut where one map holds all, and takes other sizes', async () => {
    const bundle = bundleOf(
      await read(files(...whole()), { inputSizes: [64, 96], preprocessing: { scale: 1, offset: 0 } }),
    );
    const { info, provenance } = bundle;
    const shipped = shippedBackbones.find(({ id }) => id === 'mobilenet-v3-coco');
    expect(info).toMatchObject({ format: 'graph', inputSizes: [64, 96] });
    expect(provenance.format).toBe('tfjs-graph');
    const names = info.blocks[96]?.map(({ name }) => name) ?? [];
    expect(names.length).toBeGreaterThan(15);
    const cut = shipped?.defaultCut ?? '';
    const block = info.blocks[64]?.find(({ name }) => name === cut);
    expect(block?.shape).toEqual(shipped?.blocks[64]?.find(({ name }) => name === cut)?.shape);
    const { json, weights } = await platform.model('mobilenet-v3-coco');
    const groups = json.weightsManifest as { weights: tf.io.WeightsManifestEntry[] }[];
    const model = await tf.loadGraphModel({
      load: async () => ({
        modelTopology: json.modelTopology as object,
        weightSpecs: groups.flatMap((group) => group.weights),
        weightData: weights,
      }),
    });
    const x = image(64);
    const expected = model.execute(x, cut) as tf.Tensor;
    expectClose(await outputAt(bundle, 64, cut), [...(await expected.data())]);
    tf.dispose([x, expected]);
    model.dispose();
  });

  it('is read from an address with its shards beside it', async () => {
    const server = await fileServer();
    try {
      for (const { name, content } of whole()) {
        server.files.set(`models/${name}`, { bytes: content as Uint8Array });
      }
      const outcome = await read(
        { kind: 'url', url: `${server.url}models/centernet.json` },
        { inputSizes: [64] },
      );
      expect(bundleOf(outcome).provenance).toMatchObject({
        kind: 'url',
        origin: `${server.url}models/centernet.json`,
      });
    } finally {
      await server.close();
    }
  });
});

describe('a graph that cannot be a backbone', () => {
  const dims = (sizes: readonly number[]) => ({
    shape: { shape: { dim: sizes.map((size) => ({ size: String(size) })) } },
  });
  const graph = (nodes: readonly object[], sizes = [-1, 32, 32, 3]) =>
    files(
      json('model.json', {
        format: 'graph-model',
        modelTopology: { node: [{ name: 'x', op: 'Placeholder', attr: dims(sizes) }, ...nodes] },
        weightsManifest: [{ paths: [], weights: [] }],
      }),
    );

  it('names the node that TF.js does not know', async () => {
    const problem = problemOf(await read(graph([{ name: 'odd', op: 'NoSuchOperation', input: ['x'] }])));
    expect(problem).toMatchObject({ code: 'model/unsupported-operation' });
    expect(problem?.message).toContain('"odd" is a NoSuchOperation');
  });

  it('names the node that decides at run time', async () => {
    const problem = problemOf(await read(graph([{ name: 'branch', op: 'StatelessIf', input: ['x'] }])));
    expect(problem).toMatchObject({ code: 'model/dynamic-graph' });
    expect(problem?.message).toContain('"branch" (StatelessIf)');
  });

  it('says what input it takes instead of an image', async () => {
    const node = { name: 'y', op: 'Relu', input: ['x'] };
    expect(problemOf(await read(graph([node], [-1, 3, 32, 32])))).toMatchObject({
      code: 'model/not-for-images',
      received: '[any, 3, 32, 32]',
      hint: expect.stringContaining('channels first'),
    });
    expect(problemOf(await read(graph([node], [-1, 10])))?.code).toBe('model/not-for-images');
  });

  it('has a manifest that is damaged', async () => {
    const broken = files(json('model.json', { modelTopology: { node: [] }, weightsManifest: 'none' }));
    expect(problemOf(await read(broken))?.code).toBe('model/bad-tfjs');
    expect(problemOf(await read(files(json('other.json', { a: 1 }))))?.code).toBe('model/unknown-format');
  });
});
