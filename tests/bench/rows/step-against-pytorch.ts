import { start } from '../../engine/backend/start';
import { backboneSpec } from '../../engine/networks/specs';
import { CLASSES, openFineTuning } from '../fine-tuning';
import { describePair, pairedTimes, timeOf } from '../paired';
import { productRates } from '../product-rate';
import type { Row } from '../row';
import { missingTorch, startTorch } from '../torch/client';

const SIDE = 96;
/** PyTorch's pieces are the stem, one a block, and the expansion of the cut. */
const CASES = [
  // The last three of the catalog's blocks: block_11, block_12 and the expansion of block_13.
  { trained: 3, frozenPieces: 12, batch: 32 },
  { trained: 'all', frozenPieces: 0, batch: 16 },
] as const;

/** One step of fine-tuning MobileNetV2 at 96×96: the same layers, batch, optimizer and threads. */
export const stepAgainstPytorch: Row = {
  name: 'step-against-pytorch',
  what: 'fine-tuning step, WASM / PyTorch on the same processor, same layers and batch',
  target: { value: 2, kind: 'at most' },
  skip: missingTorch,
  async measure({ runs }) {
    const { threads } = await start('wasm');
    const torch = startTorch();
    const detail: Record<string, number | string> = { threads };
    const ratios: number[] = [];
    try {
      for (const { trained, frozenPieces, batch } of CASES) {
        const count = trained === 'all' ? backboneSpec('mobilenet-v2', SIDE).blocks.length : trained;
        const ours = await openFineTuning(backboneSpec('mobilenet-v2', SIDE, count), batch);
        const pair = await pairedTimes(
          () => timeOf(ours.step),
          () =>
            torch.time({
              kind: 'step',
              lastBlock: 13,
              side: SIDE,
              batch,
              threads,
              frozenPieces,
              classes: CLASSES,
            }),
          runs,
        );
        ours.dispose();
        detail[`${trained} blocks trained, batch ${batch}`] = describePair(pair);
        ratios.push(pair.ratio);
      }
      detail['the limit: one product of matrices'] = await productRates(torch, threads, runs);
    } finally {
      torch.stop();
    }
    return { value: Math.max(...ratios), detail };
  },
};
