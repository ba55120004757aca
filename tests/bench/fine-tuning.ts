import * as tf from '@tensorflow/tfjs';
import { INFERENCE } from '../../src/engine/networks/modes';
import { openBody } from '../../src/engine/networks/open-body';
import { openTrainable } from '../../src/engine/steps/trainable';
import { createOptimizer } from '../../src/engine/training/optimizers';
import { createTrainingStep } from '../../src/engine/training/training-step';
import type { ModelSpec } from '../../src/plan/plan';
import { images } from '../engine/networks/numbers';
import { platform } from '../engine/networks/specs';

export const CLASSES = 5;

/** What a run of the fit step does for one batch, on stored features of the frozen layers. */
export interface FineTuning {
  /** Forward, backward and AdamW. */
  step(): Promise<void>;
  /** The same layers as in prediction. */
  forward(): Promise<void>;
  dispose(): void;
}

export async function openFineTuning(model: ModelSpec, batch: number): Promise<FineTuning> {
  const features = await featuresOf(model, batch);
  const labels = Array.from({ length: batch }, (_, i) => i % CLASSES);
  const targets = tf.tidy(
    () => tf.cast(tf.oneHot(tf.tensor1d(labels, 'int32'), CLASSES), 'float32') as tf.Tensor2D,
  );
  const head = { hidden: [], dropout: 0, batchNorm: false, l2: 0 };
  const trainable = await openTrainable(model, head, platform, { classes: CLASSES, weights: {}, seed: 1 });
  const learned = trainable.parameters.filter(({ role }) => role !== 'state');
  const optimizer = createOptimizer({ optimizer: 'adamw', momentum: 0, weightDecay: 0.01 }, learned);
  const step = createTrainingStep(trainable, learned, optimizer);
  let steps = 0;
  return {
    async step() {
      const given = { inputs: features.clone(), targets: targets.clone() };
      await step.run(given, { learningRate: 1e-5, factor: 1, seed: steps++, from: 0 });
    },
    async forward() {
      const logits = tf.tidy(() => trainable.forward(features, INFERENCE));
      await logits.data();
      logits.dispose();
    },
    dispose() {
      step.dispose();
      optimizer.dispose();
      trainable.dispose();
      tf.dispose([features, targets]);
    },
  };
}

/** What goes into the first trained block. */
async function featuresOf(model: ModelSpec, batch: number): Promise<tf.Tensor> {
  const body = await openBody(model, platform);
  const [side = 0, , channels] = model.input.shape;
  const x = images(batch, side, channels);
  const features = tf.tidy(() => body.forward(x, 0, model.frozenBlocks, INFERENCE));
  x.dispose();
  body.dispose();
  return features;
}
