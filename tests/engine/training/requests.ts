import * as tf from '@tensorflow/tfjs';
import { createRandom } from '../../../src/engine/data/random';
import type { Head } from '../../../src/engine/networks/network';
import type { FitRequest } from '../../../src/engine/training/fit';
import type { ExampleSource } from '../../../src/engine/training/source';
import type { Trainable, TrainedParameter } from '../../../src/engine/training/trainable';
import type { FitOptions } from '../../../src/plan/expressions';

export const OPTIONS: FitOptions = {
  optimizer: 'adam',
  momentum: 0.9,
  weightDecay: 0.0005,
  clipNorm: 0,
  learningRate: 0.05,
  backboneRate: 0.1,
  layerDecay: 1,
  unfreezeEvery: 0,
  schedule: 'cosine',
  warmupEpochs: 0,
  epochs: 10,
  batchSize: 16,
  views: 'turn',
  labelSmoothing: 0,
  classWeights: false,
  l2sp: 0,
  averageDecay: 0,
  patience: 0,
  seed: 3,
};

/** A request that nobody watches, stops or resumes. */
export const unattended = (): Pick<
  FitRequest,
  'backend' | 'checkpoints' | 'platform' | 'signal' | 'pause' | 'emit'
> => ({
  backend: { name: 'cpu' },
  checkpoints: { load: async () => undefined, save: async () => undefined, drop: async () => undefined },
  platform: { breathe: async () => undefined, now: () => 0 },
  signal: new AbortController().signal,
  pause: new AbortController().signal,
  emit: () => undefined,
});

/** A head that trains alone, on features. */
export const headAlone = (head: Head, l2 = 0): Trainable => ({
  blocks: 0,
  stem: (inputs) => inputs.clone(),
  forward: (inputs, mode) => head.forward(inputs as tf.Tensor2D, mode),
  head: (features, mode) => head.forward(features as tf.Tensor2D, mode),
  parameters: head.parameters().map((parameter) => ({
    ...parameter,
    rate: 1,
    l2: parameter.role === 'kernel' ? l2 : 0,
    block: 0,
  })),
});

/** A body of square dense layers, each a block, below a head. The head stays the caller's. */
export function headOnBody(
  head: Head,
  { width, blocks, rate = 0.5, l2 = 0 }: { width: number; blocks: number; rate?: number; l2?: number },
): Trainable & { dispose(): void } {
  const random = createRandom(11);
  const layers = Array.from({ length: blocks }, () => ({
    kernel: tf.tidy(() =>
      tf.variable(
        tf.tensor2d(Array.from({ length: width }, () => Array.from({ length: width }, random.normal))),
      ),
    ),
    bias: tf.tidy(() => tf.variable(tf.zeros<tf.Rank.R1>([width]))),
  }));
  const through = (inputs: tf.Tensor, from: number, to: number): tf.Tensor2D =>
    tf.tidy(() =>
      layers
        .slice(from, to)
        .reduce<tf.Tensor2D>(
          (x, { kernel, bias }) => tf.tanh(tf.add(tf.matMul(x, kernel), bias)),
          inputs.clone() as tf.Tensor2D,
        ),
    );
  return {
    blocks,
    stem: (inputs, to) => through(inputs, 0, to),
    forward: (inputs, mode, from = 0) => head.forward(through(inputs, from, blocks), mode),
    head: (features, mode) => head.forward(features as tf.Tensor2D, mode),
    parameters: [
      ...layers.flatMap(({ kernel, bias }, block): TrainedParameter[] => [
        { name: `body_${block}/kernel`, variable: kernel, role: 'kernel', rate, l2: 0, block },
        { name: `body_${block}/bias`, variable: bias, role: 'bias', rate, l2: 0, block },
      ]),
      ...headAlone(head, l2).parameters.map((parameter) => ({ ...parameter, block: blocks })),
    ],
    dispose: () => tf.dispose(layers.flatMap(({ kernel, bias }) => [kernel, bias])),
  };
}

/** What the whole body makes of examples while it is as it is now. */
export const through = (body: Trainable, source: ExampleSource): ExampleSource => {
  // Its weights are kept aside: stored features do not follow what training does to them.
  const kept = body.parameters.map(({ variable }) => ({ variable, values: variable.dataSync().slice() }));
  const asNow = <T>(work: () => T): T => {
    const now = kept.map(({ variable }) => variable.clone());
    for (const { variable, values } of kept) {
      tf.tidy(() => variable.assign(tf.tensor(values, variable.shape)));
    }
    try {
      return work();
    } finally {
      kept.forEach(({ variable }, index) => void variable.assign(now[index] ?? variable));
      tf.dispose(now);
    }
  };
  return {
    count: source.count,
    async batch(positions, epoch) {
      const { inputs, targets } = await source.batch(positions, epoch);
      const features = asNow(() => body.stem(inputs, body.blocks));
      inputs.dispose();
      return { inputs: features, targets };
    },
  };
};
