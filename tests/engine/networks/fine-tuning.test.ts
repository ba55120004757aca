import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { INFERENCE } from '../../../src/engine/networks/modes';
import type { Body, ForwardMode, Parameter } from '../../../src/engine/networks/network';
import { openBody } from '../../../src/engine/networks/open-body';
import { readWeights } from '../../../src/engine/networks/weights';
import { start } from '../backend/start';
import { images } from './numbers';
import { backboneSpec, platform, smallCnnSpec } from './specs';

beforeAll(() => start('wasm'));

const TRAINING: ForwardMode = { training: true, batchNorm: 'stored', seed: 1 };

/** A smooth loss on the body's output: Σ output · (fixed random numbers) / n. */
function lossOf(body: Body, input: tf.Tensor, from: number, mode: ForwardMode): tf.Scalar {
  const output = body.forward(input, from, body.blocks.length, mode);
  const weights = tf.randomNormal(output.shape, 0, 1, 'float32', 5);
  return tf.div(tf.sum(tf.mul(output, weights)), Math.sqrt(output.size)) as tf.Scalar;
}

/** Large steps cross corners of ReLU, small ones drown in rounding; where lies between depends on the weight. */
const STEPS = [1e-2, 3e-3, 1e-3, 3e-4, 1e-4];

interface Slopes {
  /** The gradient's norm: the slope along the gradient, were it right. */
  readonly analytic: number;
  /** The slope along it by central differences, of all steps the one that agrees best. */
  readonly error: number;
}

function slopes(
  body: Body,
  input: tf.Tensor,
  from: number,
  { name, variable }: Parameter,
  mode = TRAINING,
): Slopes {
  const { value, grads } = tf.variableGrads(() => lossOf(body, input, from, mode), [variable]);
  const gradient = grads[variable.name];
  if (!gradient) throw new Error(`"${name}" has no gradient.`);
  const analytic = tf.tidy(() => tf.norm(gradient).dataSync()[0] ?? Number.NaN);
  const start = tf.tidy(() => variable.clone());
  const at = (distance: number): number =>
    tf.tidy(() => {
      variable.assign(tf.add(start, tf.mul(gradient, distance / analytic)));
      return lossOf(body, input, from, mode).dataSync()[0] ?? Number.NaN;
    });
  const errors = STEPS.map((step) => Math.abs((at(step) - at(-step)) / (2 * step) / analytic - 1));
  variable.assign(start);
  tf.dispose([value, grads, start]);
  return { analytic, error: Math.min(...errors) };
}

describe('gradients are the numeric ones', () => {
  it('of each kind of weight of a GraphModel', async () => {
    const spec = backboneSpec('mobilenet-v3-coco', 64, 3);
    const body = await openBody(spec, platform);
    const x = images(2, 64);
    const input = body.forward(x, 0, spec.frozenBlocks, INFERENCE);
    const { numTensors } = tf.memory();
    for (const kind of [
      'project/Conv2D_weights',
      'depthwise/depthwise_weights',
      'squeeze_excite/Conv/biases',
    ]) {
      const parameter = body
        .parameters(spec.frozenBlocks, spec.blocks.length)
        .find(({ name }) => name.endsWith(kind));
      if (!parameter) throw new Error(`No ${kind} among the trained weights.`);
      const { analytic, error } = slopes(body, input, spec.frozenBlocks, parameter);
      expect(analytic).toBeGreaterThan(0);
      expect(error).toBeLessThan(5e-3);
    }
    expect(tf.memory().numTensors).toBe(numTensors);
    tf.dispose([x, input]);
    body.dispose();
  });

  it('of each kind of weight of a LayersModel, through folded batch norm', async () => {
    const spec = backboneSpec('mobilenet-v2', 96, 2);
    const body = await openBody(spec, platform);
    const x = images(2, 96);
    const input = body.forward(x, 0, spec.frozenBlocks, INFERENCE);
    for (const kind of ['/kernel', '/depthwise_kernel', '/gamma', '/beta']) {
      const parameter = body
        .parameters(spec.frozenBlocks, spec.blocks.length)
        .find(({ name }) => name.endsWith(kind));
      if (!parameter) throw new Error(`No ${kind} among the trained weights.`);
      const { analytic, error } = slopes(body, input, spec.frozenBlocks, parameter);
      expect(analytic).toBeGreaterThan(0);
      expect(error).toBeLessThan(5e-3);
    }
    tf.dispose([x, input]);
    body.dispose();
  });

  it('of a network from scratch, through the statistics of the batch', async () => {
    const spec = smallCnnSpec();
    const body = await openBody(spec, platform);
    const x = images(4, 16);
    const mode: ForwardMode = { ...TRAINING, batchNorm: 'batch' };
    for (const parameter of body.parameters(0, 2).filter(({ role }) => role !== 'state')) {
      const { analytic, error } = slopes(body, x, 0, parameter, mode);
      // A bias before batch norm changes nothing; its gradient is rounding noise.
      if (parameter.name.endsWith('bias')) expect(analytic).toBeLessThan(1e-3);
      else expect(error).toBeLessThan(5e-3);
    }
    x.dispose();
    body.dispose();
  });
});

describe('batch norm in training', () => {
  it.each([
    ['stored', false],
    ['batch', true],
  ] as const)('with %s statistics moves them: %s', async (batchNorm, moves) => {
    const body = await openBody(backboneSpec('mobilenet-v2', 96, 2, batchNorm), platform);
    const states = body.parameters(0, 3).filter(({ role }) => role === 'state');
    expect(states.length).toBeGreaterThan(0);
    const before = await readWeights(states);
    const x = images(2, 96);
    tf.tidy(() => lossOf(body, x, 0, { training: true, batchNorm, seed: 1 }));
    const after = await readWeights(states);
    for (const name of Object.keys(before)) {
      if (moves) expect(after[name]).not.toEqual(before[name]);
      else expect(after[name]).toEqual(before[name]);
    }
    x.dispose();
    body.dispose();
  });
});
