import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { beforeAll, expect, it } from 'vitest';
import type { BackendInfo } from '../../../src/engine/events';
import { storeKey } from '../../../src/engine/run/results';
import { createResultStore } from '../../../src/engine/run/store';
import type { Executed } from '../../../src/engine/steps/output';
import type { GraphDocument } from '../../../src/graph/document';
import { OP_VERSIONS } from '../../../src/plan/op-versions';
import { graph, transfer } from '../../plan/graphs';
import { type Digest, digestOf, isSame } from './op-outputs';
import { runDocument, startTestBackend } from './world';

/**
 * Equal key, equal result: what a step's content key promises, also from one version of Graft to the next.
 * When the code behind an operation starts to give other results and its version is not raised, a result
 * that an older Graft stored would be served as if it were the new one; here it shows.
 *
 * After a version was raised, or these graphs were changed: `UPDATE_OP_OUTPUTS=1 npx vitest run
 * tests/engine/run/op-outputs.test.ts`, which keeps what has its key still.
 */
const FILE = 'tests/fixtures/op-outputs.json';
const updating = process.env.UPDATE_OP_OUTPUTS !== undefined;

const data = { kind: 'dataset', params: { source: 'digits', classes: ['3', '8'], limitPerClass: 12 } };
const backbone = { kind: 'backbone', params: { backbone: 'resnet-mini', cut: '' } };
const train = { kind: 'train', params: { epochs: 2, batchSize: 8 } };

const GRAPHS: Readonly<Record<string, GraphDocument>> = {
  frozen: graph(
    {
      data,
      split: { kind: 'split' },
      augment: { kind: 'augment', params: { views: 2 } },
      backbone,
      freeze: { kind: 'freeze' },
      head: { kind: 'head' },
      train,
      evaluate: { kind: 'evaluate' },
    },
    [
      'data.data -> split.data',
      'split.data -> augment.data',
      'split.data -> evaluate.data',
      'augment.data -> train.data',
      'backbone.model -> freeze.model',
      'freeze.model -> head.model',
      'head.model -> train.model',
      'train.trained -> evaluate.trained',
    ],
  ),
  tuned: transfer({
    data,
    backbone,
    train,
    freeze: { kind: 'freeze', params: { policy: 'all-but-last', lastBlocks: 1, statistics: 'target' } },
  }),
  rates: graph(
    { data, backbone, head: { kind: 'head' }, rates: { kind: 'rate-finder', params: { steps: 20 } } },
    ['backbone.model -> head.model', 'head.model -> rates.model', 'data.data -> rates.data'],
  ),
  advice: graph(
    { data, advisor: { kind: 'advisor', params: { backbones: ['resnet-mini'], cuts: 'recommended' } } },
    ['data.data -> advisor.data'],
  ),
};

interface Recorded extends Digest {
  readonly op: string;
}
const recorded: Readonly<Record<string, Recorded>> = existsSync(FILE)
  ? JSON.parse(readFileSync(FILE, 'utf8'))
  : {};

let backend: BackendInfo;
beforeAll(async () => {
  backend = await startTestBackend('wasm');
});

/** By content key, what the steps of all graphs give. */
async function computed(): Promise<Record<string, Recorded>> {
  const found: Record<string, Recorded> = {};
  for (const document of Object.values(GRAPHS)) {
    const store = createResultStore<Executed>(2 ** 30);
    const { plan, status } = await runDocument(document, { backend, store });
    expect(status).toBe('done');
    for (const { op, key } of plan.steps) {
      const executed = store.get(storeKey(backend, key));
      if (executed) found[key] = { op, ...(await digestOf(executed)) };
    }
  }
  return found;
}

it('an operation whose results change has a version of its own for them', async () => {
  const now = await computed();
  expect(new Set(Object.values(now).map(({ op }) => op))).toEqual(new Set(Object.keys(OP_VERSIONS)));
  const changed = Object.entries(now).filter(([key, { op: _, ...digest }]) => {
    const before = recorded[key];
    return before && !isSame(digest, before);
  });
  expect(
    [...new Set(changed.map(([, { op }]) => op))],
    'give other results under the same content key: raise their versions in src/plan/op-versions.ts',
  ).toEqual([]);
  if (updating) writeFileSync(FILE, `${JSON.stringify(now)}\n`);
  else
    expect(Object.keys(recorded).sort(), 'record anew, as the head of this file says').toEqual(
      Object.keys(now).sort(),
    );
});
