import * as tf from '@tensorflow/tfjs';
import { expect, it } from 'vitest';
import { start } from '../engine/backend/start';
import { gradientsCase, largestDifference } from './gradients-case';
import { runTinyGraph } from './tiny-graph';

it('forward, loss and gradients of a tiny network on WASM equal those on the cpu backend', async () => {
  await start('cpu');
  const cpu = await gradientsCase(tf);
  await start('wasm');
  const before = tf.memory().numTensors;
  const wasm = await gradientsCase(tf);
  expect(tf.memory().numTensors).toBe(before);
  expect(Object.keys(wasm)).toHaveLength(9);
  for (const values of Object.values(wasm)) {
    expect(Math.max(...values.map(Math.abs))).toBeGreaterThan(1e-3);
  }
  expect(largestDifference(cpu, wasm)).toBeLessThan(1e-4);
});

it('a tiny graph, compiled and trained, measures the same on WASM and on the cpu backend', async () => {
  const now = () => performance.now();
  const cpu = await runTinyGraph(await start('cpu'), now);
  const wasm = await runTinyGraph(await start('wasm'), now);
  expect(cpu['loss of each batch']).toHaveLength(4);
  expect(largestDifference(cpu, wasm)).toBeLessThan(1e-3);
});
