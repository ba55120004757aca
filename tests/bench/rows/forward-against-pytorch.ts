import type * as tf from '@tensorflow/tfjs';
import { INFERENCE } from '../../../src/engine/networks/modes';
import { openBody } from '../../../src/engine/networks/open-body';
import { start } from '../../engine/backend/start';
import { images } from '../../engine/networks/numbers';
import { backboneSpec, platform } from '../../engine/networks/specs';
import { describePair, pairedTimes, timeOf } from '../paired';
import type { Row } from '../row';
import { missingTorch, startTorch } from '../torch/client';

const SIDE = 224;
/** PyTorch changes its algorithm at 16 images; ours is the same for all. */
const BATCHES = [1, 16];

/** The frozen layers of MobileNetV2 up to `block_13_expand_relu`, with the same number of threads. */
export const forwardAgainstPytorch: Row = {
  name: 'forward-against-pytorch',
  what: 'frozen MobileNetV2 forward at 224×224, WASM / PyTorch on the same processor',
  target: { value: 1, kind: 'at most' },
  skip: missingTorch,
  async measure({ runs }) {
    const { threads } = await start('wasm');
    const spec = backboneSpec('mobilenet-v2', SIDE);
    const body = await openBody(spec, platform);
    const torch = startTorch();
    const detail: Record<string, number | string> = { threads };
    const ratios: number[] = [];
    try {
      for (const batch of BATCHES) {
        const x = images(batch, SIDE);
        const pair = await pairedTimes(
          () => timeOf(() => read(body.forward(x, 0, spec.blocks.length, INFERENCE))),
          () => torch.time({ kind: 'forward', lastBlock: 13, side: SIDE, batch, threads }),
          runs,
        );
        detail[`batch ${batch}`] = describePair(pair);
        ratios.push(pair.ratio);
        x.dispose();
      }
    } finally {
      torch.stop();
      body.dispose();
    }
    return { value: Math.max(...ratios), detail };
  },
};

async function read(output: tf.Tensor): Promise<void> {
  await output.data();
  output.dispose();
}
