import { Writable } from 'node:stream';
import { expect, it } from 'vitest';
import { registry } from '../../nodes/registry';
import { printProgress } from '../../src/cli/progress';
import { buildReport, measuredSteps } from '../../src/cli/report';
import { runHeadless } from '../../src/cli/run-headless';
import type { BackendGuard } from '../../src/engine/backend/guard';
import { nodePlatform } from '../../src/engine/platform/node';
import { compile } from '../../src/plan/compile';
import { catalogWith } from '../../src/plan/shipped/catalog';
import { startTestBackend } from '../engine/run/world';
import { graph } from '../plan/graphs';

const document = graph(
  {
    data: { kind: 'dataset', params: { source: 'digits', classes: ['0', '1'], limitPerClass: 12 } },
    split: { kind: 'split' },
    cnn: { kind: 'small-cnn', params: { inputSize: 16, blocks: 1, filters: 4 } },
    head: { kind: 'head' },
    train: { kind: 'train', params: { epochs: 4, batchSize: 8 } },
  },
  [
    'data.data -> split.data',
    'split.data -> train.data',
    'cnn.model -> head.model',
    'head.model -> train.model',
  ],
);

it('goes on with another backend when the graphics card fails, and says so', async () => {
  const plan = compile(document, { registry, catalog: catalogWith() });
  const backend = await startTestBackend('wasm');
  const failing = new AbortController();
  let isReplaced = false;
  const guard: BackendGuard = {
    failed: () => (isReplaced ? undefined : failing.signal),
    verify: async () => undefined,
    async replace() {
      isReplaced = true;
      const problem = {
        code: 'backend/lost',
        severity: 'warning',
        message: 'The graphics card was lost.',
      } as const;
      return { backend: await startTestBackend('cpu'), problem };
    },
  };
  let printed = '';
  const stream = new Writable({
    write(text, _encoding, done) {
      printed += text;
      done();
    },
  });
  const print = printProgress(stream as NodeJS.WriteStream);
  const platform = nodePlatform({ publicDir: 'public', datasets: new Map() });
  const events = await runHeadless(plan, { backend, platform, guard }, (event) => {
    print(event);
    if (event.type === 'batch' && event.epoch === 3) failing.abort();
  });
  expect(printed).toMatch(
    /^warning: The graphics card was lost\.\nresumed 3-fit: goes on after 2 whole epochs\ndone {3}3-fit/m,
  );
  expect(printed).toContain('Run done');
  const report = buildReport('Tiny', null, plan, events, { steps: new Map(), total: { ms: 0 } });
  expect(report.problems).toMatchObject([{ code: 'backend/lost' }]);
  // Times of two backends teach nothing about one.
  expect(measuredSteps(report, events)).toEqual([]);
});
