import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { gradCam } from '../../../src/engine/explain/grad-cam';
import { INFERENCE } from '../../../src/engine/networks/modes';
import { type OpenNetwork, openNetwork } from '../../../src/engine/networks/open-network';
import { pool } from '../../../src/engine/networks/pooling';
import type { ModelSpec } from '../../../src/plan/plan';
import { start } from '../backend/start';
import { images } from '../networks/numbers';
import { backboneSpec, platform, smallCnnSpec } from '../networks/specs';
import { TORCH, torchNetwork, torchSmallCnn, untrainedHead } from './networks';

beforeAll(() => start('wasm'));

let before = 0;
beforeEach(() => {
  before = tf.memory().numTensors;
});
afterEach(() => expect(tf.memory().numTensors).toBe(before));

describe.each([
  ['a LayersModel', torchSmallCnn],
  ['a network that is data', async () => torchNetwork()],
])('Grad-CAM of %s', (_name, open) => {
  it('is what PyTorch computes, for every layer and class', async () => {
    const network = await open();
    for (const { layer, target, side, values } of TORCH.gradCam) {
      const found = await gradCam(network, TORCH.pixels, { layer, target });
      expect([found.layer.height, found.layer.width]).toEqual(side);
      expect(found.target).toBe(target);
      expectClose(found.probabilities, TORCH.probabilities);
      expectClose(found.values, values);
    }
    network.dispose();
  });
});

const BODIES: readonly (readonly [string, ModelSpec])[] = [
  ['a GraphModel', backboneSpec('mobilenet-v3-coco', 64)],
  ['a LayersModel with folded norms', backboneSpec('mobilenet-v2', 96)],
  ['a network that is data, with branches', backboneSpec('inception-mini', 48)],
  ['a Small CNN', smallCnnSpec()],
];

describe.each(BODIES)('Grad-CAM of %s', (_name, model) => {
  let open: OpenNetwork;
  let pixels: ArrayLike<number>;

  beforeEach(async () => {
    open = await openNetwork(await untrainedHead(model, [8]), platform);
    const [side = 0] = model.input.shape;
    pixels = tf.tidy(() => images(1, side).dataSync().slice());
  });

  it('weighs each channel by the mean slope of the score, as finite differences give it', async () => {
    const layer = model.blocks.at(-2) ?? '';
    const found = await gradCam(open, pixels, { layer, target: 1 });
    const alphas = numericAlphas(open, pixels, model.blocks.length - 1, 1);
    const map = tf.tidy(() => {
      const input = tf.tensor(Float32Array.from(pixels), [1, ...model.input.shape]);
      return open.body
        .forward(input, 0, model.blocks.length - 1, INFERENCE)
        .dataSync()
        .slice();
    });
    const channels = alphas.length;
    const expected = found.values.map((_, place) =>
      Math.max(
        0,
        alphas.reduce((sum, alpha, channel) => sum + alpha * (map[place * channels + channel] ?? 0), 0),
      ),
    );
    // ReLU6 and hard swish have corners, which finite differences step over.
    expectClose(found.values, expected, 0.03);
    open.dispose();
  });

  it('explains the predicted class at the last layer that has places, unless told otherwise', async () => {
    const found = await gradCam(open, pixels);
    expect(found.target).toBe(found.probabilities.indexOf(Math.max(...found.probabilities)));
    expect(found.layer).toEqual(found.layers.at(-1));
    expect(found.values).toHaveLength(found.layer.height * found.layer.width);
    open.dispose();
  });
});

/** The mean over places of the slope by each channel: the slope of the score when the whole channel rises. */
function numericAlphas(
  { body, head, network: { model } }: OpenNetwork,
  pixels: ArrayLike<number>,
  end: number,
  target: number,
): number[] {
  return tf.tidy(() => {
    const input = tf.tensor(Float32Array.from(pixels), [1, ...model.input.shape]);
    const map = body.forward(input, 0, end, INFERENCE);
    const [, height = 0, width = 0, channels = 0] = map.shape;
    const step = 0.02 * (tf.max(tf.abs(map)).dataSync()[0] ?? 1);
    // All channels at once: picture k has channel k raised.
    const rises = tf.reshape(tf.mul(tf.eye(channels), step), [channels, 1, 1, channels]);
    const scores = (moved: tf.Tensor): Float32Array => {
      const last = pool(body.forward(moved, end, model.blocks.length, INFERENCE), model.pooling);
      const logits = head.forward(last, INFERENCE);
      return tf.slice(logits, [0, target], [channels, 1]).dataSync() as Float32Array;
    };
    const up = scores(tf.add(map, rises));
    const down = scores(tf.sub(map, rises));
    return Array.from(up, (score, k) => (score - (down[k] ?? 0)) / (2 * step * height * width));
  });
}

describe('where Grad-CAM has nothing to say', () => {
  it('says that a layer of one place has no where', async () => {
    const model = smallCnnSpec({ inputSize: 4 });
    const open = await openNetwork(await untrainedHead(model), platform);
    const pixels = new Float32Array(4 * 4 * 3).fill(100);
    await expect(gradCam(open, pixels, { layer: 'block_2' })).rejects.toMatchObject({
      problem: { code: 'explain/no-places', hint: expect.stringContaining('Occlusion') },
    });
    const found = await gradCam(open, pixels);
    expect(found.layer).toEqual({ name: 'block_1', height: 2, width: 2, channels: 4 });
    await expect(gradCam(open, pixels, { layer: 'block_9' })).rejects.toMatchObject({
      problem: { code: 'explain/unknown-layer' },
    });
    open.dispose();
  });

  it('also where features of several layers meet in the head', async () => {
    const base = smallCnnSpec({}, 2);
    const model = { ...base, also: ['block_1'], features: base.features + 4 };
    const open = await openNetwork(await untrainedHead(model), platform);
    const pixels = tf.tidy(() => images(1, 16).dataSync().slice());
    const early = await gradCam(open, pixels, { layer: 'block_1', target: 0 });
    const late = await gradCam(open, pixels, { layer: 'block_2', target: 0 });
    expect(early.probabilities).toEqual(late.probabilities);
    expect(Math.max(...early.values, ...late.values)).toBeGreaterThan(0);
    open.dispose();
  });
});

/** Within a share of the largest expected value. */
function expectClose(found: ArrayLike<number>, expected: ArrayLike<number>, share = 1e-5): void {
  expect(found.length).toBe(expected.length);
  const scale = Math.max(...Array.from(expected, Math.abs), 1e-6);
  const worst = Math.max(
    ...Array.from(expected, (value, place) => Math.abs(value - (found[place] ?? Number.NaN))),
  );
  expect(worst / scale).toBeLessThan(share);
}
