import { createRandom } from '../../../src/engine/data/random';
import type { FitOptions } from '../../../src/plan/expressions';
import type { HeadSpec, ModelSpec } from '../../../src/plan/plan';
import { backboneSpec } from '../../engine/networks/specs';

/** A head to train on stored features of a whole frozen backbone. */
export interface HeadTask {
  readonly model: ModelSpec;
  readonly head: HeadSpec;
  readonly options: FitOptions;
  readonly classes: number;
  readonly train: Examples;
  readonly val: Examples;
}

/** Features with their labels, as both sides of a comparison find them in memory. */
export interface Examples {
  readonly count: number;
  /** float32 [count, features]. */
  readonly inputs: Float32Array;
  /** By example. */
  readonly labels: readonly number[];
}

const OPTIONS: FitOptions = {
  optimizer: 'adam',
  momentum: 0,
  weightDecay: 0,
  clipNorm: 0,
  learningRate: 0.001,
  backboneRate: 1,
  layerDecay: 1,
  unfreezeEvery: 0,
  schedule: 'constant',
  warmupEpochs: 0,
  epochs: 20,
  batchSize: 32,
  views: 'turn',
  labelSmoothing: 0,
  classWeights: false,
  l2sp: 0,
  averageDecay: 0,
  patience: 0,
  seed: 3,
};

interface Size {
  readonly hidden: readonly number[];
  readonly dropout: number;
  readonly classes: number;
  readonly train: number;
  readonly val: number;
  readonly epochs: number;
}

export function headTask({ hidden, dropout, classes, train, val, epochs }: Size): HeadTask {
  const model = backboneSpec('mobilenet-v2', 96);
  const random = createRandom(1);
  const centres = Array.from({ length: classes }, () =>
    Float32Array.from({ length: model.features }, random.normal),
  );
  const draw = (count: number): Examples => {
    const labels = Array.from({ length: count }, (_, example) => example % classes);
    const inputs = new Float32Array(count * model.features);
    labels.forEach((label, example) => {
      const row = inputs.subarray(example * model.features, (example + 1) * model.features);
      row.forEach((_, at) => {
        // Not negative, as activations are; far enough apart to learn, near enough to err.
        row[at] = Math.max(0, 0.15 * (centres[label]?.[at] ?? 0) + random.normal());
      });
    });
    return { count, inputs, labels };
  };
  return {
    model,
    head: { hidden, dropout, batchNorm: false, l2: 0 },
    options: { ...OPTIONS, epochs },
    classes,
    train: draw(train),
    val: draw(val),
  };
}
