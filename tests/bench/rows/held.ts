import * as tf from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { INFERENCE } from '../../../src/engine/networks/modes';
import { openBody } from '../../../src/engine/networks/open-body';
import { pool } from '../../../src/engine/networks/pooling';
import { memoryCheckpoints } from '../../../src/engine/run/memory-checkpoints';
import { featureSource } from '../../../src/engine/steps/feature-source';
import { openTrainable } from '../../../src/engine/steps/trainable';
import { fitTrainable } from '../../../src/engine/training/fit';
import type { ExampleSource } from '../../../src/engine/training/source';
import type { FitOptions } from '../../../src/plan/expressions';
import type { HeadSpec, ModelSpec } from '../../../src/plan/plan';
import { start } from '../../engine/backend/start';
import { images } from '../../engine/networks/numbers';
import { backboneSpec, platform, smallCnnSpec } from '../../engine/networks/specs';
import { OPTIONS, unattended } from '../../engine/training/requests';
import { labelledFeatures } from '../labelled-features';
import type { Row } from '../row';

const EARLY = 2;
const LATE = 50;
const CLASSES = 3;
const EXAMPLES = 12;

interface Case {
  readonly model: ModelSpec;
  readonly head: HeadSpec;
  readonly options: Partial<FitOptions>;
}

/** Dense, convolutional and depthwise layers; all that a training may keep between its steps. */
const CASES: Readonly<Record<string, Case>> = {
  'dense layers on features, Adam': {
    model: backboneSpec('mobilenet-v2', 96),
    head: { hidden: [64, 32], dropout: 0.2, batchNorm: true, l2: 1e-3 },
    options: {},
  },
  'last 2 blocks of MobileNetV2, AdamW, clipped, L2-SP, averaged': {
    model: backboneSpec('mobilenet-v2', 96, 2, 'batch'),
    head: { hidden: [16], dropout: 0.2, batchNorm: false, l2: 0 },
    options: { optimizer: 'adamw', clipNorm: 1, l2sp: 0.01, averageDecay: 0.9, unfreezeEvery: 1 },
  },
  'last 2 blocks of MobileNetV3, SGD with momentum': {
    model: backboneSpec('mobilenet-v3-coco', 64, 2),
    head: { hidden: [], dropout: 0, batchNorm: true, l2: 0 },
    options: { optimizer: 'sgd', momentum: 0.9 },
  },
  'last block of Inception v3, AdamW': {
    model: backboneSpec('inception-v3', 139, 1),
    head: { hidden: [], dropout: 0, batchNorm: false, l2: 0 },
    options: { optimizer: 'adamw' },
  },
  'a small CNN from scratch, Adam': {
    model: smallCnnSpec({ dropout: 0.2 }),
    head: { hidden: [8], dropout: 0.2, batchNorm: true, l2: 0 },
    options: { labelSmoothing: 0.1 },
  },
};

/** What the library and the backend hold. */
interface Held {
  readonly tensors: number;
  readonly bytes: number;
  /** The backend's own count, which also has what the library has lost track of (tensorflow/tfjs#6518). */
  readonly dataIds: number;
}

/** The whole training loop with validation and checkpoints: one epoch more must not hold one byte more. */
export const held: Row = {
  name: 'held',
  what: `tensors, bytes and data ids of the WASM backend held after epoch ${LATE} / after epoch ${EARLY}`,
  target: { value: 1, kind: 'equals' },
  async measure() {
    await start('wasm');
    const detail: Record<string, string> = {};
    const ratios: number[] = [];
    for (const [name, task] of Object.entries(CASES)) {
      const before = heldNow();
      const { early, late } = await heldAfter(task);
      const after = heldNow();
      for (const kind of ['tensors', 'bytes', 'dataIds'] as const) {
        ratios.push(late[kind] / early[kind]);
        if (after[kind] !== before[kind])
          throw new Error(`${name}: ${after[kind] - before[kind]} ${kind} are left behind.`);
      }
      detail[name] = `${describe(late)} / ${describe(early)}`;
    }
    // The ratio that is furthest from 1, on either side.
    const value = ratios.reduce(
      (worst, ratio) => (Math.abs(ratio - 1) > Math.abs(worst - 1) ? ratio : worst),
      1,
    );
    return { value, detail };
  },
};

async function heldAfter({ model, head, options }: Case): Promise<{ early: Held; late: Held }> {
  const trainable = await openTrainable(model, head, platform, { classes: CLASSES, weights: {}, seed: 1 });
  const seen = new Map<number, Held>();
  try {
    await fitTrainable({
      ...unattended(),
      trainable,
      train: await embedded(model),
      validation: await embedded(model),
      options: { ...OPTIONS, learningRate: 1e-4, epochs: LATE, batchSize: EXAMPLES / 2, ...options },
      backend: { name: 'wasm' },
      checkpoints: memoryCheckpoints()('training'),
      emit(event) {
        if (event.type === 'epoch') seen.set(event.metrics.epoch, heldNow());
      },
    });
  } finally {
    trainable.dispose();
  }
  const [early, late] = [seen.get(EARLY), seen.get(LATE)];
  if (!early || !late) throw new Error(`The training ended before epoch ${LATE}.`);
  return { early, late };
}

/** Random images through the frozen blocks, as stored features that every batch makes tensors of. */
async function embedded(model: ModelSpec): Promise<ExampleSource> {
  const [side = 0, , channels] = model.input.shape;
  const body = await openBody(model, platform);
  const x = images(EXAMPLES, side, channels);
  const features = tf.tidy(() => {
    const map = body.forward(x, 0, model.frozenBlocks, INFERENCE);
    return model.frozenBlocks === model.blocks.length ? pool(map, model.pooling) : map;
  });
  const shape = features.shape.slice(1);
  const data = await features.data();
  tf.dispose([x, features]);
  body.dispose();
  const labels = Array.from({ length: EXAMPLES }, (_, example) => example % CLASSES);
  return featureSource(labelledFeatures(data as Float32Array, shape, labels, CLASSES));
}

function heldNow(): Held {
  const { numTensors, numBytes } = tf.memory();
  return { tensors: numTensors, bytes: numBytes, dataIds: (tf.backend() as BackendWasm).numDataIds() };
}

const describe = ({ tensors, bytes, dataIds }: Held): string =>
  `${tensors} tensors, ${bytes} bytes, ${dataIds} data ids`;
