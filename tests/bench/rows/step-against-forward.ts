import { start } from '../../engine/backend/start';
import { backboneSpec } from '../../engine/networks/specs';
import { openFineTuning } from '../fine-tuning';
import { describePair, paired } from '../paired';
import type { Row } from '../row';

const CASES = [
  ['mobilenet-v2', 96, 3, 32],
  ['mobilenet-v2', 96, 'all', 16],
  ['mobilenet-v3-coco', 96, 3, 32],
  ['mobilenet-v3-coco', 96, 'all', 16],
  ['inception-v3', 139, 2, 8],
] as const;

/** Theory says 3: the gradients of inputs and of kernels cost one forward pass each. */
export const stepAgainstForward: Row = {
  name: 'step-against-forward',
  what: 'fine-tuning step / forward pass of the same layers, WASM',
  target: { value: 4.5, kind: 'at most' },
  async measure({ runs }) {
    await start('wasm');
    const detail: Record<string, string> = {};
    const ratios: number[] = [];
    for (const [id, side, trained, batch] of CASES) {
      const count = trained === 'all' ? backboneSpec(id, side).blocks.length : trained;
      const work = await openFineTuning(backboneSpec(id, side, count), batch);
      const pair = await paired(work.step, work.forward, runs);
      work.dispose();
      detail[`${id} at ${side}, ${trained} blocks trained, batch ${batch}`] = describePair(pair);
      ratios.push(pair.ratio);
    }
    return { value: Math.max(...ratios), detail };
  },
};
