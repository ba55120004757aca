import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { explain } from '../../../src/engine/explain/explain';
import { rankCorrelation } from '../../../src/engine/explain/rank-correlation';
import { upscale } from '../../../src/engine/explain/upscale';
import type { OpenNetwork } from '../../../src/engine/networks/open-network';
import { start } from '../backend/start';
import { platform } from '../networks/specs';
import { TORCH, torchSmallCnn } from './networks';

const context = { platform, signal: new AbortController().signal };
const pixels = Uint8Array.from(TORCH.pixels);

let open: OpenNetwork;
let before = 0;
beforeAll(() => start('wasm'));
beforeEach(async () => {
  before = tf.memory().numTensors;
  open = await torchSmallCnn();
});
afterEach(() => {
  open.dispose();
  expect(tf.memory().numTensors).toBe(before);
});

it('gives a heat map at the size of the picture, and the picture as the network gets it', async () => {
  const found = await explain(open, pixels, { method: 'grad-cam', layer: 'block_1', target: 2 }, context);
  expect(found.picture).toEqual({ width: TORCH.side, height: TORCH.side, rgb: pixels });
  expect(found.heat.values).toHaveLength(TORCH.side ** 2);
  expect(found.heat.highest).toBe(Math.max(...found.heat.values));
  expect(found.heat.lowest).toBe(Math.min(...found.heat.values));
  expect(found.layers?.map(({ name }) => name)).toEqual(['block_1', 'block_2']);
  expect(found.random).toBeUndefined();
});

it('compares with the same network of random weights, the same ones for the same seed', async () => {
  const options = { method: 'grad-cam', layer: 'block_1', target: 2 } as const;
  const first = await explain(open, pixels, { ...options, randomSeed: 1 }, context);
  const again = await explain(open, pixels, { ...options, randomSeed: 1 }, context);
  const other = await explain(open, pixels, { ...options, randomSeed: 2 }, context);
  expect(again.random).toEqual(first.random);
  expect(other.random?.correlation).not.toBe(first.random?.correlation);
  expect(Math.abs(first.random?.correlation ?? 1)).toBeLessThan(0.9);
});

it('takes occlusion from the same door', async () => {
  const found = await explain(open, pixels, { method: 'occlusion', patch: 0.25, fill: 'grey' }, context);
  expect(found.target).toBe(TORCH.probabilities.indexOf(Math.max(...TORCH.probabilities)));
  expect(found.patches).toBe(49);
  expect(found.heat.values).toHaveLength(TORCH.side ** 2);
});

it('scales maps as PyTorch does with align_corners=False', async () => {
  const found = await upscale(Float32Array.of(0, 4, 8, 12), [2, 2], [4, 4]);
  // torch.nn.functional.interpolate(torch.tensor([[[[0., 4.], [8., 12.]]]]), size=4, mode='bilinear')
  expect([...found]).toEqual([0, 1, 3, 4, 2, 3, 5, 6, 6, 7, 9, 10, 8, 9, 11, 12]);
});

it('ranks as Spearman does, with the mean rank for equals', () => {
  expect(rankCorrelation(Float32Array.of(1, 2, 3, 4), Float32Array.of(10, 20, 30, 400))).toBe(1);
  expect(rankCorrelation(Float32Array.of(1, 2, 3, 4), Float32Array.of(4, 3, 2, 1))).toBe(-1);
  // Ranks 1, 2.5, 2.5, 4, 5 and 2, 1, 3.5, 3.5, 5: covariance 7.25, both sums of squares 9.5.
  expect(rankCorrelation(Float32Array.of(1, 2, 2, 3, 5), Float32Array.of(2, 1, 4, 4, 6))).toBeCloseTo(
    7.25 / 9.5,
    8,
  );
  expect(rankCorrelation(Float32Array.of(1, 2), Float32Array.of(3, 3))).toBe(0);
});
