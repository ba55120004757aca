import * as tf from '@tensorflow/tfjs';
import type { EvaluateStep } from '../../plan/plan';
import type { Dataset } from '../data/dataset';
import { evaluateClassification } from '../metrics/evaluate-classification';
import type { TrainedNetwork } from '../networks/network';
import { StepFailure } from '../run/failure';
import { createProgress } from '../run/progress';
import type { ExampleSource } from '../training/source';
import { predictLogits } from '../training/validate';
import { openExamples } from './examples';
import { type Executed, type Inputs, inputOf, optionalInputOf, type StepContext } from './output';
import { openTrainable } from './trainable';

/** Measures a trained network on one part of a dataset. */
export async function executeEvaluate(
  params: EvaluateStep['params'],
  inputs: Inputs,
  context: StepContext,
): Promise<Executed> {
  const { network, trainCounts } = inputOf(inputs, 'trained', 'fit');
  const { dataset } = inputOf(inputs, 'data', 'data');
  const features = optionalInputOf(inputs, 'features', 'embed')?.features;
  const examples = await openExamples(features, dataset, params.part, network.model, context);
  const rows = Array.from(examples.samples);
  refuseForeignClasses(dataset.classes, network.classes);
  const probabilities = await predictAll(network, examples, params.batch, context);
  const report = evaluateClassification({
    classes: network.classes,
    truth: truthOf(rows, dataset, network.classes),
    probabilities,
    samples: rows.map((row) => ({
      dataset: dataset.stored.index.id,
      sample: dataset.samples[row]?.entry.id ?? '',
    })),
    part: params.part,
    mistakes: params.mistakes,
    trainCounts,
  });
  return {
    output: { op: 'evaluate' },
    result: { op: 'evaluate', report },
    problems: examples.problems,
    bytes: probabilities.byteLength,
  };
}

/** Softmax probabilities of every example, float32 [count, classes], row-major. */
async function predictAll(
  network: TrainedNetwork,
  examples: ExampleSource,
  batch: number,
  { platform, signal, emit }: StepContext,
): Promise<Float32Array> {
  const trainable = await openTrainable(network.model, network.head, platform, {
    classes: network.classes.length,
    weights: network.weights,
  });
  const progress = createProgress(examples.count, 'samples', platform.now, emit);
  const classes = network.classes.length;
  const probabilities = new Float32Array(examples.count * classes);
  let row = 0;
  try {
    await predictLogits(trainable, examples, batch, platform, signal, async (logits) => {
      const softmax = tf.softmax(logits);
      probabilities.set(await softmax.data(), row * classes);
      softmax.dispose();
      row += logits.shape[0];
      progress(row);
    });
    return probabilities;
  } finally {
    trainable.dispose();
  }
}

/** Classes are matched by name: a dataset may hold fewer than the network knows, in another order. */
function truthOf(rows: readonly number[], dataset: Dataset, known: readonly string[]): number[] {
  const positions = dataset.classes.map((name) => known.indexOf(name));
  return rows.map((row) => positions[dataset.samples[row]?.class ?? -1] ?? -1);
}

/** A sample of a class that the network never saw can only be wrong: that is no fair measure. */
function refuseForeignClasses(classes: readonly string[], known: readonly string[]): void {
  const foreign = classes.filter((name) => !known.includes(name));
  if (foreign.length === 0) return;
  throw new StepFailure({
    code: 'evaluate/foreign-class',
    port: 'data',
    message: `The network was not trained on ${foreign.map((name) => `"${name}"`).join(', ')}.`,
    expected: known.join(', '),
    received: classes.join(', '),
    hint: 'Evaluate on the classes it knows: filter the dataset, or wire the data that Train uses.',
  });
}
