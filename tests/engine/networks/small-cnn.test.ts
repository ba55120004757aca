import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { INFERENCE } from '../../../src/engine/networks/modes';
import { openBody } from '../../../src/engine/networks/open-body';
import { readWeights } from '../../../src/engine/networks/weights';
import { smallCnnBlocks } from '../../../src/plan/describe-model';
import { start } from '../backend/start';
import { difference, images, values } from './numbers';
import { platform, SMALL_CNN, smallCnnSpec } from './specs';

beforeAll(() => start('wasm'));

it.each([{}, { batchNorm: false, dropout: 0.25 }, { channels: 1, convsPerBlock: 3, blocks: 3 }] as const)(
  'has the shapes and parameters that inference states: %o',
  async (changes) => {
    const before = tf.memory().numTensors;
    const spec = smallCnnSpec(changes);
    const stated = smallCnnBlocks({ ...SMALL_CNN, ...changes });
    const body = await openBody(spec, platform);
    const x = images(2, 16, spec.input.shape[2]);
    for (const [i, block] of stated.entries()) {
      const output = body.forward(x, 0, i + 1, INFERENCE);
      expect(output.shape).toEqual([2, ...block.shape]);
      output.dispose();
      const parameters = body.parameters(i, i + 1);
      expect(parameters.reduce((sum, { variable }) => sum + variable.size, 0)).toBe(block.params);
    }
    x.dispose();
    body.dispose();
    expect(tf.memory().numTensors).toBe(before);
  },
);

it('starts with the same weights for the same seed on every backend, and with others for another', async () => {
  const weightsOf = async (seed: number) => {
    const body = await openBody(smallCnnSpec({ seed }), platform);
    const weights = await readWeights(body.parameters(0, 2));
    body.dispose();
    return weights;
  };
  const first = await weightsOf(1);
  await start('cpu');
  const onCpu = await weightsOf(1);
  await start('wasm');
  expect(onCpu).toEqual(first);
  expect(await weightsOf(2)).not.toEqual(first);
  expect(Object.keys(first)).toContain('block_2_conv_1/kernel');
});

it('drops activations in training only, and the same ones for the same seed', async () => {
  const body = await openBody(smallCnnSpec({ dropout: 0.5, batchNorm: false }), platform);
  const x = images(2, 16);
  const run = (training: boolean, seed: number) =>
    body.forward(x, 0, 2, { training, batchNorm: 'stored', seed });
  const outputs = [run(true, 1), run(true, 1), run(true, 2), run(false, 1), run(false, 2)];
  const [first, same, other, plain, alsoPlain] = outputs.map(values);
  expect(same).toEqual(first);
  expect(other).not.toEqual(first);
  expect(alsoPlain).toEqual(plain);
  const zeros = (numbers: number[] = []) => numbers.filter((value) => value === 0).length;
  expect(zeros(first)).toBeGreaterThan(zeros(plain));
  tf.dispose([x, outputs]);
  body.dispose();
});

it('normalises with the batch in training and with what it stored in prediction', async () => {
  const body = await openBody(smallCnnSpec({ blocks: 1, convsPerBlock: 1 }), platform);
  const x = images(8, 16);
  const train = () => body.forward(x, 0, 1, { training: true, batchNorm: 'batch', seed: 1 });
  const inTraining = train();
  // The moving averages go 10 % of the way each time; after 100 batches they are there.
  for (let i = 0; i < 100; i++) train().dispose();
  const predicted = body.forward(x, 0, 1, INFERENCE);
  expect(difference(inTraining, predicted)).toBeLessThan(1e-3);
  tf.dispose([x, inTraining, predicted]);
  body.dispose();
});
