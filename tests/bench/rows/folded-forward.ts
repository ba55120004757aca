import type * as tf from '@tensorflow/tfjs';
import { INFERENCE } from '../../../src/engine/networks/modes';
import { openBody } from '../../../src/engine/networks/open-body';
import { countBlocks } from '../../../src/plan/describe-model';
import { images } from '../../engine/networks/numbers';
import { backboneSpec, describeBackbone, platform } from '../../engine/networks/specs';
import { loadAsShipped } from '../as-shipped';
import { describePair, paired, rounded } from '../paired';
import { productRate } from '../product-rate';
import type { Row } from '../row';
import { startWithStockKernels } from '../stock-kernels';

const BATCH = 4;
const NETWORKS = [
  ['mobilenet-v2', 224],
  ['inception-v3', 299],
] as const;

/**
 * The frozen layers as the plan runs them against the same layers as tfjs alone runs the file. What folding
 * and fusing alone give is told beside it: the file's layers, one by one, on Graft's faster kernels.
 */
export const foldedForward: Row = {
  name: 'folded-forward',
  what: 'frozen forward pass folded and fused / as loaded, WASM',
  target: { value: 0.5, kind: 'at most' },
  async measure({ runs }) {
    const withStockKernels = await startWithStockKernels();
    const detail: Record<string, string> = {};
    const ratios: number[] = [];
    for (const [id, side] of NETWORKS) {
      const spec = backboneSpec(id, side);
      const body = await openBody(spec, platform);
      const shipped = await loadAsShipped(id, spec);
      const x = images(BATCH, side);
      const folded = async () => read(body.forward(x, 0, spec.blocks.length, INFERENCE));
      const loaded = async () => read(shipped.predict(x));
      const pair = await paired(folded, () => withStockKernels(loaded), runs);
      const alone = await paired(folded, loaded, runs);
      detail[`${id} at ${side}, batch ${BATCH}`] = describePair(pair);
      detail[`${id}, not folded but on the same kernels`] = describePair(alone);
      const flops = BATCH * countBlocks(describeBackbone(id, side).blocks).flops;
      detail[`${id}, reached`] = `${rounded(flops / pair.a / 1e6)} GFLOP/s`;
      ratios.push(pair.ratio);
      body.dispose();
      shipped.dispose();
      x.dispose();
    }
    detail['the limit: one product of matrices'] = `${await productRate(runs)} GFLOP/s`;
    return { value: Math.max(...ratios), detail };
  },
};

async function read(output: tf.Tensor): Promise<void> {
  await output.data();
  output.dispose();
}
