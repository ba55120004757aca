import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { normStatistics } from '../../src/engine/networks/norm-statistics';
import { start } from '../engine/backend/start';
import { batchCase } from './architectures/cases';
import { drawWeight } from './architectures/drawn';
import { readFixture } from './architectures/fixture';
import { openOurs } from './architectures/ours';
import { sample } from './architectures/samples';

beforeAll(() => start('wasm'));

/** PyTorch's momentum: what one pass in training mode leaves is nine parts stored and one part the batch's. */
const MOMENTUM = 0.1;
const SAMPLES = 16;

it('statistics re-estimated on one batch are those that PyTorch takes in training mode', async () => {
  const before = tf.memory().numTensors;
  const expected = readFixture(batchCase);
  const { body, x, parameters } = openOurs(batchCase);
  const statistics = normStatistics();
  body.forward(x, 0, body.blocks.length, statistics.mode).dispose();
  await statistics.add();
  const nameOf = new Map(
    body.parameters(0, body.blocks.length).map(({ name, variable }) => [variable, name] as const),
  );
  const measured = statistics.measured();
  const norms = parameters.filter(({ name }) => name.endsWith('.running_mean'));
  expect(measured).toHaveLength(norms.length);
  for (const { norm, mean, variance } of measured) {
    for (const [variable, values] of [[norm.mean, mean] as const, [norm.variance, variance] as const]) {
      const spec = parameters.find(({ name }) => name === nameOf.get(variable));
      if (!spec) throw new Error('The norm has no name.');
      const behind = drawWeight(spec).map(
        (drawn, at) => (1 - MOMENTUM) * drawn + MOMENTUM * (values[at] ?? 0),
      );
      const torch = expected.get(`gradient ${spec.name}`);
      const [, largest = 0] = torch ?? [];
      sample(behind, SAMPLES).forEach((value, at) => {
        expect(Math.abs(value - (torch?.[at] ?? Number.NaN)) / largest, spec.name).toBeLessThan(1e-5);
      });
    }
  }
  statistics.dispose();
  body.dispose();
  x.dispose();
  expect(tf.memory().numTensors).toBe(before);
});
