import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { registry } from '../../../nodes/registry';
import { applySetting } from '../../../src/cli/options';
import type { BackendInfo } from '../../../src/engine/events';
import { diskFiles } from '../../../src/engine/platform/disk-files';
import { createContentStore } from '../../../src/engine/store/content-store';
import type { GraphDocument } from '../../../src/graph/document';
import { runDocument, startTestBackend } from '../../engine/run/world';
import { loadTemplate } from '../../templates/load';
import { describePair, pairedTimes, timeOf } from '../paired';
import type { Row } from '../row';

const STORE_BYTES = 2 ** 30;

/**
 * Wall time of a run that finds nothing stored, and of the next one with another head, which has only
 * what lies on the disk: results in memory begin empty, as after a restart.
 */
export const secondRun: Row = {
  name: 'second-run',
  what: 'second run after changing only the head / cold run, first-transfer, WASM',
  target: { value: 0.15, kind: 'at most' },
  async measure({ runs }) {
    const backend = await startTestBackend('wasm');
    const cold = loadTemplate('first-transfer');
    const changed = applySetting(cold, registry, 'head.dropout=0.25');
    const folder = mkdtempSync(join(tmpdir(), 'graft-second-run-'));
    let embedded = 0;
    try {
      const pair = await pairedTimes(
        async () => {
          const cache = mkdtempSync(join(folder, 'cache-'));
          await run(cold, backend, cache);
          return timeOf(async () => {
            embedded += await run(changed, backend, cache);
          });
        },
        () => timeOf(() => run(cold, backend, mkdtempSync(join(folder, 'cache-')))),
        runs,
      );
      if (embedded > 0) throw new Error(`The second runs executed ${embedded} embed steps. Expected 0.`);
      return {
        value: pair.ratio,
        detail: { 'second / cold': describePair(pair), 'embed steps executed in second runs': embedded },
      };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

/** Runs with what is stored in `cache`; gives how many embed steps were executed. */
async function run(document: GraphDocument, backend: BackendInfo, cache: string): Promise<number> {
  const content = createContentStore(diskFiles(cache), { budgetBytes: STORE_BYTES });
  const { status, events, plan } = await runDocument(document, { backend, content });
  if (status !== 'done') throw new Error(`The run ended as "${status}".`);
  const embeds = new Set(plan.steps.filter(({ op }) => op === 'embed').map(({ id }) => id));
  return events.filter((event) => event.type === 'step-finished' && embeds.has(event.stepId) && !event.cached)
    .length;
}
