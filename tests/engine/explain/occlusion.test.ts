import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { occlusion, patchesOf } from '../../../src/engine/explain/occlusion';
import { start } from '../backend/start';
import { platform } from '../networks/specs';
import { TORCH, torchSmallCnn } from './networks';

beforeAll(() => start('wasm'));

it('falls as PyTorch computes it, and tells how far it is', async () => {
  const before = tf.memory().numTensors;
  const open = await torchSmallCnn();
  for (const { target, patch, fill, values } of TORCH.occlusion) {
    const done: number[] = [];
    const found = await occlusion(
      open,
      TORCH.pixels,
      { target, patch: patch / TORCH.side, fill },
      { platform, signal: new AbortController().signal, onProgress: (count) => done.push(count) },
    );
    expect(found.patches).toBe(49);
    expect(done.at(-1)).toBe(49);
    const worst = Math.max(...values.map((value, at) => Math.abs(value - (found.values[at] ?? Number.NaN))));
    expect(worst / Math.max(...values.map(Math.abs))).toBeLessThan(1e-4);
  }
  open.dispose();
  expect(tf.memory().numTensors).toBe(before);
});

it('stops when it is told to, and keeps nothing', async () => {
  const open = await torchSmallCnn();
  const before = tf.memory().numTensors;
  const stop = new AbortController();
  const going = occlusion(
    open,
    TORCH.pixels,
    { patch: 0.25, fill: 'grey' },
    { platform, signal: stop.signal, onProgress: () => stop.abort() },
  );
  await expect(going).rejects.toThrow('cancelled');
  expect(tf.memory().numTensors).toBe(before);
  open.dispose();
});

it('hides every pixel at least once, with patches at most half a patch apart', () => {
  const side = fc.integer({ min: 1, max: 24 });
  fc.assert(
    fc.property(side, side, fc.double({ min: 0.05, max: 1, noNaN: true }), (height, width, share) => {
      const covered = new Uint8Array(height * width);
      for (const { top, left, ...patch } of patchesOf(height, width, share)) {
        if (top + patch.height > height || left + patch.width > width) throw new Error('Over the edge.');
        for (let row = top; row < top + patch.height; row++) {
          covered.fill(1, row * width + left, row * width + left + patch.width);
        }
      }
      expect(covered).not.toContain(0);
    }),
    { numRuns: 100 },
  );
});
