import * as tf from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { beforeAll, expect, it } from 'vitest';
import { createHead } from '../../../src/engine/networks/head';
import { memoryCheckpoints } from '../../../src/engine/run/memory-checkpoints';
import { fitTrainable } from '../../../src/engine/training/fit';
import type { FitOptions } from '../../../src/plan/expressions';
import { start } from '../backend/start';
import { CLASSES, clouds, FEATURES } from './clouds';
import { headAlone, headOnBody, OPTIONS, unattended } from './requests';

beforeAll(() => start('wasm'));

/** What the library and the backend hold: the backend's own count shows what the library loses track of. */
function held() {
  const { numTensors, numBytes, numDataBuffers } = tf.memory();
  return { numTensors, numBytes, numDataBuffers, dataIds: (tf.backend() as BackendWasm).numDataIds() };
}

const EPOCHS = 50;
const CASES: readonly (readonly [string, Partial<FitOptions>, number])[] = [
  ['a head with Adam', {}, 0],
  ['a head with SGD, averaged and clipped', { optimizer: 'sgd', averageDecay: 0.99, clipNorm: 1 }, 0],
  ['a body unfrozen block by block', { optimizer: 'adamw', unfreezeEvery: 1, l2sp: 0.1 }, 1],
];

it.each(CASES)(
  '%s holds after epoch 50 what it holds after epoch 2, and nothing at the end',
  async (_name, changes, blocks) => {
    const before = held();
    const spec = { hidden: [5], dropout: 0.2, batchNorm: true, l2: 1e-3 };
    const head = createHead(spec, FEATURES, CLASSES, { seed: 5 });
    const body = headOnBody(head, { width: FEATURES, blocks, l2: spec.l2 });
    const afterEpoch = new Map<number, ReturnType<typeof held>>();
    await fitTrainable({
      trainable: blocks > 0 ? body : headAlone(head, spec.l2),
      train: clouds(40, 1),
      validation: clouds(20, 2),
      options: { ...OPTIONS, epochs: EPOCHS, ...changes },
      ...unattended(),
      backend: { name: 'wasm' },
      checkpoints: memoryCheckpoints()('training'),
      emit(event) {
        if (event.type === 'epoch') afterEpoch.set(event.metrics.epoch, held());
      },
    });
    expect(afterEpoch.get(EPOCHS)).toEqual(afterEpoch.get(2));
    body.dispose();
    head.dispose();
    expect(held()).toEqual(before);
  },
);
