import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { INFERENCE } from '../../../src/engine/networks/modes';
import { openBody } from '../../../src/engine/networks/open-body';
import { readWeights } from '../../../src/engine/networks/weights';
import { type OpenedTrainable, openTrainable } from '../../../src/engine/steps/trainable';
import { composeAll, gradientsOf, variablesOf } from '../../../src/engine/training/composed';
import { createOptimizer } from '../../../src/engine/training/optimizers';
import type { TrainedParameter } from '../../../src/engine/training/trainable';
import { createTrainingStep } from '../../../src/engine/training/training-step';
import { type ModelDescription, modelSpec } from '../../../src/plan/describe-model';
import type { Tuning } from '../../../src/plan/expressions';
import { tunedParams } from '../../../src/plan/tuning';
import { start } from '../backend/start';
import { difference, images, values } from '../networks/numbers';
import { describeBackbone, describeSmallCnn, platform } from '../networks/specs';

beforeAll(() => start('wasm'));

const CLASSES = 3;
const HEAD = { hidden: [], dropout: 0, batchNorm: false, l2: 0 };

/** Each kind of body, with a way to tune its last blocks. */
const BODIES: readonly (readonly [string, number, (tuning: Tuning) => ModelDescription])[] = [
  ['LayersModel', 96, (tuning) => describeBackbone('mobilenet-v2', 96, 2, 'stored', tuning)],
  ['GraphModel', 64, (tuning) => describeBackbone('mobilenet-v3-coco', 64, 3, 'stored', tuning)],
  ['Small CNN', 16, (tuning) => describeSmallCnn({ blocks: 3 }, 1, tuning)],
];

/** Of the weights that learn, one of each of these endings has its gradient checked. */
const TUNINGS: readonly { readonly tuning: Tuning; readonly kinds: RegExp }[] = [
  { tuning: { what: 'bias' }, kinds: /(beta|bias|biases|conv_offset|Conv2D_bn_offset)$/ },
  { tuning: { what: 'norm' }, kinds: /(gamma|beta)$/ },
  { tuning: { what: 'lora', rank: 3, alpha: 6 }, kinds: /(lora_a|lora_b)$/ },
  { tuning: { what: 'adapters', width: 5 }, kinds: /(down\/kernel|down\/bias|up\/kernel|up\/bias)$/ },
];

const CASES = BODIES.flatMap(([body, side, describeWith]) =>
  TUNINGS.map(({ tuning, kinds }) => ({ body, side, tuning, kinds, model: describeWith(tuning) })),
).filter(({ model }) => tunedParams(model) > 0);

const open = (model: ModelDescription, seed = 1): Promise<OpenedTrainable> =>
  openTrainable(modelSpec(model), HEAD, platform, { classes: CLASSES, weights: {}, seed });

/** What goes into the first block that trains. */
async function inputsOf(model: ModelDescription, side: number): Promise<tf.Tensor> {
  const body = await openBody(modelSpec(model), platform);
  const x = images(4, side);
  const input = body.forward(x, 0, model.frozenBlocks, INFERENCE);
  x.dispose();
  body.dispose();
  return input;
}

const targets = () => tf.tidy(() => tf.cast(tf.oneHot([0, 1, 2, 0], CLASSES), 'float32')) as tf.Tensor2D;

async function steps(trainable: OpenedTrainable, inputs: tf.Tensor, count: number): Promise<void> {
  const learned = trainable.parameters.filter(({ role }) => role !== 'state');
  const optimizer = createOptimizer({ optimizer: 'sgd', momentum: 0, weightDecay: 0 }, learned);
  const step = createTrainingStep(trainable, learned, optimizer);
  for (let seed = 0; seed < count; seed++) {
    const batch = { inputs: inputs.clone(), targets: targets() };
    await step.run(batch, { learningRate: 0.05, factor: 1, seed, from: 0 });
  }
  step.dispose();
  optimizer.dispose();
}

describe.each(CASES)('$tuning.what on a $body', ({ side, tuning, kinds, model }) => {
  it('starts exactly as the network without it', async () => {
    const { tuning: _, ...plain } = model;
    const inputs = await inputsOf(model, side);
    const [tuned, whole] = [await open(model), await open(plain)];
    composeAll(tuned.composed);
    const [a, b] = [tuned, whole].map((each) => tf.tidy(() => each.forward(inputs, INFERENCE)));
    expect(a && values(a)).toEqual(b && values(b));
    tf.dispose([inputs, a, b]);
    tuned.dispose();
    whole.dispose();
  });

  it('learns as many parameters as the plan says, and only those', async () => {
    const trainable = await open(model);
    const learned = trainable.parameters.filter(({ role }) => role !== 'state');
    const size = (parameters: readonly TrainedParameter[]) =>
      parameters.reduce((sum, { variable }) => sum + variable.size, 0);
    expect(size(learned.filter(({ name }) => !name.startsWith('head/')))).toBe(tunedParams(model));
    trainable.dispose();
  });

  it('has the numeric gradients', async () => {
    const inputs = await inputsOf(model, side);
    const trainable = await open(model);
    // At the start half of LoRA's and the adapters' gradients are zero: move away from it.
    await steps(trainable, inputs, 2);
    const learned = trainable.parameters.filter(({ role }) => role !== 'state');
    const mode = { training: true, batchNorm: 'batch', seed: 1 } as const;
    const lossOf = (): tf.Scalar => {
      const logits = trainable.forward(inputs, mode);
      return tf.sum(tf.mul(logits, tf.randomNormal(logits.shape, 0, 1, 'float32', 5))) as tf.Scalar;
    };
    const { value, grads } = tf.variableGrads(lossOf, variablesOf(learned, trainable.composed));
    const gradients = tf.tidy(() =>
      gradientsOf(learned, grads, trainable.composed).map((each) => each?.clone()),
    );
    const seen = new Set<string>();
    for (const [index, { name, variable }] of learned.entries()) {
      const [kind] = kinds.exec(name) ?? [];
      const gradient = gradients[index];
      if (kind === undefined || seen.has(kind) || !gradient) continue;
      const analytic = tf.tidy(() => tf.norm(gradient).dataSync()[0] ?? Number.NaN);
      // A bias before batch norm changes nothing; its gradient is rounding.
      if (analytic < 1e-2) continue;
      const first = variable.clone();
      const at = (distance: number): number =>
        tf.tidy(() => {
          variable.assign(tf.add(first, tf.mul(gradient, distance / analytic)));
          composeAll(trainable.composed);
          return lossOf().dataSync()[0] ?? Number.NaN;
        });
      const errors = [1e-1, 3e-2, 1e-2, 3e-3, 1e-3, 3e-4].map((step) =>
        Math.abs((at(step) - at(-step)) / (2 * step) / analytic - 1),
      );
      variable.assign(first);
      composeAll(trainable.composed);
      first.dispose();
      expect(Math.min(...errors), name).toBeLessThan(1e-2);
      seen.add(kind);
    }
    expect(seen.size).toBeGreaterThan(0);
    tf.dispose([value, grads, gradients, inputs]);
    trainable.dispose();
  });

  it('leaves weights from which the same network is opened again, and nothing in memory', async () => {
    const inputs = await inputsOf(model, side);
    const before = tf.memory().numTensors;
    const trainable = await open(model);
    await steps(trainable, inputs, 3);
    const weights = await trainable.merged(await readWeights(trainable.parameters));
    expect(Object.keys(weights).filter((name) => name.includes('lora'))).toEqual([]);
    const again = await openTrainable(modelSpec(model), HEAD, platform, { classes: CLASSES, weights });
    const [trained, opened] = [trainable, again].map((each) =>
      tf.tidy(() => each.forward(inputs, INFERENCE)),
    );
    expect(trained && opened && difference(trained, opened)).toBeLessThan(1e-6);
    const untrained = await open(model);
    const first = tf.tidy(() => untrained.forward(inputs, INFERENCE));
    expect(trained && difference(trained, first)).toBeGreaterThan(1e-3);
    tf.dispose([trained, opened, first]);
    for (const each of [trainable, again, untrained]) each.dispose();
    expect(tf.memory().numTensors).toBe(before);
    inputs.dispose();
  });

  it.runIf(tuning.what === 'lora' || tuning.what === 'adapters')(
    'draws its first weights from the seed',
    async () => {
      const first = async (seed: number) => {
        const trainable = await open(model, seed);
        const random = trainable.parameters.find(({ name }) => /lora_a|down\/kernel/.test(name));
        const drawn = random ? values(random.variable) : [];
        trainable.dispose();
        return drawn;
      };
      const drawn = await first(1);
      expect(drawn.some((value) => value !== 0)).toBe(true);
      expect(await first(1)).toEqual(drawn);
      expect(await first(2)).not.toEqual(drawn);
    },
  );
});

it('keeps the adapters of an earlier training, below new ones', async () => {
  const first = describeSmallCnn({ blocks: 3 }, 1, { what: 'adapters', width: 5 });
  const trained = await open(first);
  const inputs = await inputsOf(first, 16);
  await steps(trained, inputs, 3);
  const weights = await readWeights(trained.parameters);
  const base = modelSpec(first);
  const body = { op: 'trained-body', base: base.body, adapters: base.adapters } as const;
  const second = { ...base, body, adapters: { from: 2, width: 2, channels: [16] } };
  const again = await openTrainable(second, HEAD, platform, { classes: CLASSES, weights, seed: 4 });
  const names = again.parameters.map(({ name }) => name).filter((name) => name.startsWith('adapter'));
  expect(names.every((name) => name.startsWith('adapter_2/block_3/'))).toBe(true);
  const outputs = await Promise.all(
    [second, { ...base, body, adapters: undefined }, base].map(async (spec) => {
      const opened = await openBody(spec, platform, weights);
      const output = opened.forward(inputs, 1, 3, INFERENCE);
      opened.dispose();
      return output;
    }),
  );
  const [a, b, c] = outputs.map(values);
  expect(a).toEqual(b);
  expect(b).toEqual(c);
  tf.dispose([inputs, outputs]);
  trained.dispose();
  again.dispose();
});
