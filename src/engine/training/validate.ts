import * as tf from '@tensorflow/tfjs';
import { INFERENCE } from '../networks/modes';
import type { Platform } from '../platform/platform';
import { stopIfCancelled } from '../run/failure';
import { measureLoss } from './losses';
import type { ExampleSource } from './source';
import type { Trainable } from './trainable';

/** Visits the logits [n, classes] of all examples, batch by batch and in order; they are gone after each visit. */
export async function predictLogits(
  trainable: Pick<Trainable, 'forward'>,
  source: ExampleSource,
  batchSize: number,
  platform: Pick<Platform, 'breathe'>,
  signal: AbortSignal,
  visit: (logits: tf.Tensor2D, targets: tf.Tensor2D) => Promise<void>,
): Promise<void> {
  for (let start = 0; start < source.count; start += batchSize) {
    await platform.breathe();
    stopIfCancelled(signal);
    const size = Math.min(batchSize, source.count - start);
    const positions = Int32Array.from({ length: size }, (_, offset) => start + offset);
    const { inputs, targets } = await source.batch(positions, 1);
    const logits = tf.tidy(() => trainable.forward(inputs, INFERENCE));
    try {
      await visit(logits, targets);
    } finally {
      tf.dispose([inputs, targets, logits]);
    }
  }
}

/**
 * Mean cross-entropy (nats, nothing added) and accuracy, with stored statistics and no dropout.
 * `check` is called after each batch, and may throw.
 */
export async function validate(
  trainable: Pick<Trainable, 'forward'>,
  source: ExampleSource,
  batchSize: number,
  platform: Pick<Platform, 'breathe'>,
  signal: AbortSignal,
  check: () => void,
): Promise<{ readonly loss: number; readonly accuracy: number }> {
  let loss = 0;
  let correct = 0;
  await predictLogits(trainable, source, batchSize, platform, signal, async (logits, targets) => {
    const sums = tf.tidy(() => {
      const measured = measureLoss(logits, targets);
      return tf.stack([measured.loss, measured.correct]);
    });
    const [mean = 0, right = 0] = await sums.data();
    sums.dispose();
    loss += mean * logits.shape[0];
    correct += right;
    check();
  });
  return { loss: loss / source.count, accuracy: correct / source.count };
}
