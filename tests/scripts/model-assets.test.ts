import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startWasm } from '../../scripts/catalog/wasm';
import { ensureModels } from '../../scripts/model-assets';
import { readPackageFile } from '../../scripts/models/package-files';
import { loadNetwork } from '../../src/engine/models/describe/loaded-network';
import { selectWeights } from '../../src/engine/models/tfjs/prepared';
import { nodePlatform } from '../../src/engine/platform/node';

const folder = mkdtempSync(join(tmpdir(), 'graft-models-'));
beforeAll(() => {
  ensureModels(folder);
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true }));

describe('ensureModels', () => {
  it('writes again only what is missing or came from something else', () => {
    expect(ensureModels(folder)).toEqual([]);
    rmSync(join(folder, 'models/mobilenet-v2/weights.bin'));
    writeFileSync(join(folder, 'models/mobilenet-v3-coco/stamp.json'), '{}');
    expect(ensureModels(folder)).toEqual(['mobilenet-v3-coco', 'mobilenet-v2']);
    expect(statSync(join(folder, 'models/mobilenet-v2/weights.bin')).size).toBe(2_257_984);
  }, 60_000);

  it('names the package and the file that are missing', () => {
    expect(() => readPackageFile('nsfwjs', 'dist/nothing.js')).toThrow(
      /"nsfwjs" \S+ has no file "dist\/nothing.js"/,
    );
    expect(() => readPackageFile('no-such-package', 'x')).toThrow('"no-such-package" is not installed');
  });
});

describe('selectWeights', () => {
  const specs = [
    { name: 'a', shape: [2], dtype: 'float32' },
    { name: 'b', shape: [3], dtype: 'float32', quantization: { dtype: 'uint8' } },
    { name: 'c', shape: [], dtype: 'float32', quantization: { dtype: 'float16' } },
  ];
  it('keeps the bytes of what it keeps', () => {
    const bytes = Uint8Array.from({ length: 13 }, (_, i) => i);
    const kept = selectWeights(specs, bytes, (name) => name !== 'a');
    expect(kept.specs.map(({ name }) => name)).toEqual(['b', 'c']);
    expect([...kept.weights]).toEqual([8, 9, 10, 11, 12]);
  });
  it('notices weights that are cut off or too many', () => {
    expect(() => selectWeights(specs, new Uint8Array(12), () => true)).toThrow('end before "c"');
    expect(() => selectWeights(specs, new Uint8Array(14), () => true)).toThrow('14 bytes');
  });
});

describe('the prepared MobileNetV3', () => {
  const CUTS = [
    'tower_0/MobilenetV3/expanded_conv_12/expand/hard_swish/mul_1',
    'tower_0/extern1/hard_swish/mul_1',
  ];

  it('computes exactly what the whole model computes', async () => {
    await startWasm();
    const json = JSON.parse(readPackageFile('@vladmandic/human', 'models/centernet.json').toString());
    const placeholder = json.modelTopology.node.find((node: { op: string }) => node.op === 'Placeholder');
    placeholder.attr.shape.shape.dim = [-1, -1, -1, 3].map((size) => ({ size: String(size) }));
    const whole = await tf.loadGraphModel({
      load: async () => ({
        modelTopology: json.modelTopology,
        weightSpecs: json.weightsManifest[0].weights,
        weightData: new Uint8Array(readPackageFile('@vladmandic/human', 'models/centernet.bin')).buffer,
      }),
    });
    const pruned = await loadNetwork(await nodePlatform({ publicDir: folder }).model('mobilenet-v3-coco'));
    const images = tf.randomUniform<tf.Rank.R4>([2, 96, 96, 3], 0, 255, 'float32', 7);
    for (const cut of CUTS) {
      const expected = whole.execute(images, cut) as tf.Tensor;
      expect(await pruned.run(images, cut).data()).toEqual(await expected.data());
    }
  }, 60_000);
});
