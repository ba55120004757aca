import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { INFERENCE } from '../../../src/engine/networks/modes';
import { openBody } from '../../../src/engine/networks/open-body';
import { readWeights } from '../../../src/engine/networks/weights';
import type { ModelSpec } from '../../../src/plan/plan';
import { start } from '../backend/start';
import { images } from './numbers';
import { backboneSpec, platform, randomSpec } from './specs';

beforeAll(() => start('wasm'));

/** A short cut of each format with random weights. */
const FORMATS = [
  ['LayersModel', () => randomSpec('mobilenet-v2', 96, 'block_3_project_BN', 1)],
  ['GraphModel', () => ({ ...backboneSpec('mobilenet-v3-coco', 64), seed: 1 })],
  ['architecture', () => randomSpec('resnet18', 32, 'layer2.1', 1)],
] as const;

function seeded(spec: Pick<ModelSpec, 'body' | 'blocks' | 'input'>, seed: number): typeof spec {
  if (spec.body.op !== 'backbone') throw new Error('Not a backbone.');
  return { ...spec, body: { ...spec.body, seed } };
}

it.each(FORMATS)(
  '%s: weights start anew from a seed, and signals live through them',
  async (format, specOf) => {
    const spec = specOf();
    const weightsOf = async (seed: number) => {
      const body = await openBody(seeded(spec, seed), platform);
      const weights = await readWeights(body.parameters(0, spec.blocks.length));
      const x = images(2, spec.input.shape[0] ?? 0);
      const output = body.forward(x, 0, spec.blocks.length, INFERENCE);
      const { mean, variance } = tf.moments(output);
      const spread = variance.dataSync()[0];
      tf.dispose([x, output, mean, variance]);
      body.dispose();
      return { weights, spread };
    };
    const { numTensors } = tf.memory();
    const first = await weightsOf(1);
    expect(tf.memory().numTensors).toBe(numTensors);
    const again = (await weightsOf(1)).weights;
    for (const [name, { data }] of Object.entries(first.weights)) {
      expect(
        data.every((value, i) => value === again[name]?.data[i]),
        name,
      ).toBe(true);
    }
    const other = await weightsOf(2);
    const kernels = Object.entries(first.weights).filter(([, { shape }]) => shape.length > 1);
    expect(kernels.length).toBeGreaterThan(5);
    for (const [name, { data }] of kernels) expect(other.weights[name]?.data[0], name).not.toBe(data[0]);
    expect(first.spread).toBeGreaterThan(0);
    if (format === 'architecture') return;
    const pretrained = await openBody(spec, platform, {});
    const learned = await readWeights(pretrained.parameters(0, spec.blocks.length));
    pretrained.dispose();
    const seedless = spec.body.op === 'backbone' && spec.body.seed === undefined;
    if (seedless)
      for (const [name, { data }] of kernels) expect(learned[name]?.data[0], name).not.toBe(data[0]);
  },
);
