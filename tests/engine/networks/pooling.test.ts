import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { INFERENCE } from '../../../src/engine/networks/modes';
import { openBody } from '../../../src/engine/networks/open-body';
import { featuresOf, pool } from '../../../src/engine/networks/pooling';
import type { Pooling } from '../../../src/plan/expressions';
import type { ModelSpec } from '../../../src/plan/plan';
import { start } from '../backend/start';
import { images, values } from './numbers';
import { backboneSpec, platform, smallCnnSpec } from './specs';

beforeAll(() => start('wasm'));

const BODIES: readonly (readonly [string, number, () => ModelSpec])[] = [
  ['LayersModel', 96, () => backboneSpec('mobilenet-v2', 96)],
  ['GraphModel', 64, () => backboneSpec('mobilenet-v3-coco', 64)],
  ['Small CNN', 16, () => smallCnnSpec({ blocks: 3 }, 3)],
];

describe.each(BODIES)('features of several layers of a %s', (_, side, specOf) => {
  it.each<Pooling>(['average', 'max', 'flatten'])(
    'are the layers’ own, one after the other (%s)',
    async (pooling) => {
      const spec = specOf();
      const body = await openBody(spec, platform);
      const x = images(2, side);
      // What is folded once is kept by the body.
      tf.dispose(featuresOf(body, x.clone(), [{ blocks: spec.blocks }]));
      const before = tf.memory().numTensors;
      const also = [spec.blocks[0] ?? '', spec.blocks.at(-2) ?? ''];
      const [joined] = featuresOf(body, x.clone(), [{ blocks: spec.blocks, pooling, also }]);
      const apart = [1, spec.blocks.length - 1, spec.blocks.length].map((end) =>
        tf.tidy(() => pool(body.forward(x, 0, end, INFERENCE), pooling)),
      );
      const expected = tf.concat(apart, 1);
      expect(joined?.shape).toEqual(expected.shape);
      expect(joined && values(joined)).toEqual(values(expected));
      tf.dispose([joined, apart, expected]);
      expect(tf.memory().numTensors).toBe(before);
      x.dispose();
      body.dispose();
    },
  );
});

it('gives several cuts theirs in one pass, pooled or not', async () => {
  const before = tf.memory().numTensors;
  const spec = smallCnnSpec({ blocks: 3 }, 3);
  const body = await openBody(spec, platform);
  const x = images(2, 16);
  const wanted = [
    { blocks: spec.blocks, pooling: 'average', also: ['block_1'] },
    { blocks: spec.blocks.slice(0, 2) },
    { blocks: spec.blocks.slice(0, 1), pooling: 'flatten' },
  ] as const;
  const together = featuresOf(body, x.clone(), wanted);
  expect(together.map(({ shape }) => shape)).toEqual([
    [2, 4 + 16],
    [2, 4, 4, 8],
    [2, 8 * 8 * 4],
  ]);
  const apart = wanted.flatMap((one) => featuresOf(body, x.clone(), [one]));
  expect(together.map(values)).toEqual(apart.map(values));
  tf.dispose([x, together, apart]);
  body.dispose();
  expect(tf.memory().numTensors).toBe(before);
});
