import type * as tf from '@tensorflow/tfjs';
import { INFERENCE } from '../../../src/engine/networks/modes';
import { openBody } from '../../../src/engine/networks/open-body';
import { start } from '../../engine/backend/start';
import { images } from '../../engine/networks/numbers';
import { backboneSpec, platform } from '../../engine/networks/specs';
import { loadAsShipped } from '../as-shipped';
import { describePair, paired } from '../paired';
import type { Row } from '../row';

const BATCH = 4;
const NETWORKS = [
  ['mobilenet-v2', 224],
  ['inception-v3', 299],
] as const;

/** The frozen layers as the plan runs them against the same layers as the library runs the file. */
export const foldedForward: Row = {
  name: 'folded-forward',
  what: 'frozen forward pass folded and fused / as loaded, WASM',
  target: { value: 0.5, kind: 'at most' },
  async measure({ runs }) {
    await start('wasm');
    const detail: Record<string, string> = {};
    const ratios: number[] = [];
    for (const [id, side] of NETWORKS) {
      const spec = backboneSpec(id, side);
      const body = await openBody(spec, platform);
      const shipped = await loadAsShipped(id, spec);
      const x = images(BATCH, side);
      const pair = await paired(
        async () => read(body.forward(x, 0, spec.blocks.length, INFERENCE)),
        async () => read(shipped.predict(x)),
        runs,
      );
      detail[`${id} at ${side}, batch ${BATCH}`] = describePair(pair);
      ratios.push(pair.ratio);
      body.dispose();
      shipped.dispose();
      x.dispose();
    }
    return { value: Math.max(...ratios), detail };
  },
};

async function read(output: tf.Tensor): Promise<void> {
  await output.data();
  output.dispose();
}
