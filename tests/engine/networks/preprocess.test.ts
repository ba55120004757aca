import * as tf from '@tensorflow/tfjs';
import { expect, it } from 'vitest';
import { preprocess } from '../../../src/engine/networks/preprocess';
import type { Preprocessing } from '../../../src/plan/catalog';

/** One image of one pixel. */
async function pixel(rgb: readonly number[], preprocessing: Preprocessing): Promise<number[]> {
  const output = tf.tidy(() => preprocess(tf.tensor4d([...rgb], [1, 1, 1, 3]), preprocessing));
  const values = [...(await output.data())];
  output.dispose();
  return values;
}

it('scales and shifts all channels alike, or each by its own', async () => {
  expect(await pixel([0, 50, 255], { scale: 0.5, offset: -1 })).toEqual([-1, 24, 126.5]);
  expect(await pixel([10, 20, 30], { scale: [1, 2, 3], offset: [-1, 0, 1] })).toEqual([9, 40, 91]);
});

it('gives blue first to networks that take it so, with their numbers in that order', async () => {
  expect(await pixel([10, 20, 30], { scale: 1, offset: 0, channels: 'bgr' })).toEqual([30, 20, 10]);
  expect(await pixel([10, 20, 30], { scale: 1, offset: [-1, -2, -3], channels: 'bgr' })).toEqual([29, 18, 7]);
});

it('always gives a new tensor, and leaves nothing behind', () => {
  const input = tf.zeros([1, 1, 1, 3]);
  const before = tf.memory().numTensors;
  for (const scale of [1, 2, [1, 2, 3] as const]) preprocess(input, { scale, offset: 0 }).dispose();
  expect(tf.memory().numTensors).toBe(before);
  expect(input.isDisposed).toBe(false);
  input.dispose();
});
