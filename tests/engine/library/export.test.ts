import type * as tf from '@tensorflow/tfjs';
import { strFromU8, unzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { exportModel } from '../../../src/engine/library/export/export-model';
import type { LibraryModel } from '../../../src/engine/library/library-model';
import { INFERENCE } from '../../../src/engine/networks/modes';
import { openBody } from '../../../src/engine/networks/open-body';
import { preprocess } from '../../../src/engine/networks/preprocess';
import type { Platform } from '../../../src/engine/platform/platform';
import { start } from '../backend/start';
import { difference, images } from '../networks/numbers';
import { platform } from '../networks/specs';
import { openWithTfjs } from './open-with-tfjs';
import { sampleModel } from './sample-model';
import { sampleNetwork } from './sample-network';

beforeAll(() => start('wasm'));

const blocksOf = ({ info }: LibraryModel) =>
  (info.blocks[info.defaultInputSize] ?? []).map(({ name }) => name);

/** What Graft computes at the end of the body. */
async function graftOutput(model: LibraryModel, x: tf.Tensor4D): Promise<tf.Tensor> {
  const { info, files } = model;
  const [, side = 0, , channels = 0] = x.shape;
  const world: Platform = { ...platform, model: async () => files };
  const blocks = blocksOf(model);
  const body = await openBody(
    {
      body: { op: 'backbone', backbone: info.id, weights: info.weights },
      blocks,
      input: { modality: 'image', shape: [side, side, channels], preprocessing: info.preprocessing },
    },
    world,
  );
  const output = body.forward(x, 0, blocks.length, INFERENCE);
  body.dispose();
  return output;
}

describe.each([
  ['resnet18', 64],
  ['vgg11_bn', 32],
  ['googlenet', 64],
  ['inception_v3', 96],
  ['mobilenet_v2', 64],
  ['mobilenet_v3_small', 64],
])('%s as a TF.js graph', (id, side) => {
  it('computes in TF.js what it computes in Graft', async () => {
    const network = await sampleNetwork(id, side);
    const { name, bytes } = await exportModel(network, 'tfjs');
    expect(name).toMatch(/^narrow-.*\.zip$/);
    const model = await openWithTfjs(bytes);
    const x = images(2, side);
    const input = preprocess(x, network.info.preprocessing);
    const theirs = (model as tf.GraphModel).execute(input, blocksOf(network).at(-1)) as tf.Tensor;
    expect(difference(await graftOutput(network, x), theirs)).toBeLessThan(1e-5);
    model.dispose();
  });
});

it('a TF.js export brings its model card and its licence, and says what it is in model.json', async () => {
  const network = await sampleNetwork('resnet18', 32);
  const { bytes } = await exportModel(network, 'tfjs');
  const files = unzipSync(bytes);
  const text = (name: string) => strFromU8(files[name] ?? new Uint8Array());
  expect(Object.keys(files).sort()).toEqual(['LICENSE.txt', 'README.md', 'model.json', 'weights.bin']);
  expect(text('README.md')).toContain('# Narrow ResNet-18');
  expect(text('README.md')).toContain('resnet18.safetensors');
  expect(text('LICENSE.txt')).toBe('CC0\n');
  expect(JSON.parse(text('model.json')).userDefinedMetadata.graft.info.id).toBe(network.info.id);
});

it('equal models give equal files', async () => {
  const network = await sampleNetwork('resnet18', 32);
  for (const format of ['tfjs', 'safetensors'] as const) {
    const [first, second] = await Promise.all([exportModel(network, format), exportModel(network, format)]);
    expect(Buffer.compare(first.bytes, second.bytes)).toBe(0);
  }
});

it('a name from anywhere becomes a file name that holds no path', async () => {
  const model = sampleModel('own-1', 0);
  const json = { format: 'layers-model', weightsManifest: [] };
  const named = (label: string): LibraryModel => ({
    ...model,
    files: { json, weights: new ArrayBuffer(0) },
    info: { ...model.info, label },
  });
  expect((await exportModel(named('../../etc/Ünïcode: 3'), 'safetensors')).name).toBe(
    'etc-ünïcode-3.safetensors',
  );
  expect((await exportModel(named('…'), 'safetensors')).name).toBe('model.safetensors');
});
