import { start } from '../../engine/backend/start';
import { backboneSpec } from '../../engine/networks/specs';
import { openFineTuning } from '../fine-tuning';
import { describePair, pairedTimes, timeOf } from '../paired';
import type { Row } from '../row';

const SIDE = 96;
const BATCH = 4;

/** The same step on the two backends that every machine has. The cpu backend is plain JavaScript. */
export const stepAgainstCpu: Row = {
  name: 'step-against-cpu',
  what: 'fine-tuning step, WASM / cpu backend',
  target: { value: 0.02, kind: 'at most' },
  async measure({ runs }) {
    const spec = backboneSpec('mobilenet-v2', SIDE, 3);
    const on = async (backend: 'wasm' | 'cpu') => {
      await start(backend);
      return { backend, work: await openFineTuning(spec, BATCH) };
    };
    const sides = [await on('cpu'), await on('wasm')] as const;
    const [cpu, wasm] = sides;
    const step = async ({ backend, work }: typeof cpu): Promise<number> => {
      await start(backend);
      return timeOf(work.step);
    };
    const pair = await pairedTimes(
      () => step(wasm),
      () => step(cpu),
      runs,
    );
    for (const { backend, work } of sides) {
      await start(backend);
      work.dispose();
    }
    return {
      value: pair.ratio,
      detail: { [`mobilenet-v2 at ${SIDE}, 3 blocks trained, batch ${BATCH}`]: describePair(pair) },
    };
  },
};
