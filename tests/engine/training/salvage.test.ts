import { expect, it } from 'vitest';
import { createResultStore } from '../../../src/engine/run/store';
import { trainedNetworks } from '../../../src/engine/run/trained';
import type { Executed } from '../../../src/engine/steps/output';
import { graph } from '../../plan/graphs';
import { colourSquares, runDocument, startTestBackend } from '../run/world';

it('leaves a network to try when training falls apart after some epochs, but no result', async () => {
  const backend = await startTestBackend('wasm');
  const squares = await colourSquares(8, 16);
  const files = { id: squares.index.id, name: 'Squares' };
  // A warm-up that takes the rate through all that works to far beyond it.
  const params = {
    epochs: 90,
    warmupEpochs: 80,
    learningRate: 50_000,
    batchSize: 8,
    // Certainty costs, so that there is always a gradient to fall apart by.
    labelSmoothing: 0.1,
    schedule: 'constant',
  };
  const document = graph(
    {
      data: { kind: 'dataset', params: { source: 'files', files } },
      split: { kind: 'split' },
      body: { kind: 'small-cnn', params: { inputSize: 16, blocks: 1, filters: 4 } },
      freeze: { kind: 'freeze' },
      head: { kind: 'head' },
      train: { kind: 'train', params },
      evaluate: { kind: 'evaluate' },
    },
    [
      'data.data -> split.data',
      'split.data -> train.data',
      'split.data -> evaluate.data',
      'body.model -> freeze.model',
      'freeze.model -> head.model',
      'head.model -> train.model',
      'train.trained -> evaluate.trained',
    ],
  );
  const store = createResultStore<Executed>(2 ** 30);
  const { status, events, plan } = await runDocument(document, { backend, datasets: [squares], store });
  expect(status).toBe('failed');
  const failed = events.find((event) => event.type === 'step-failed');
  const problem = failed?.type === 'step-failed' ? failed.problem : undefined;
  expect(problem).toMatchObject({ code: 'fit/diverged', nodeId: 'train', param: 'learningRate' });
  expect(problem?.message).toMatch(/in epoch \d+, batch \d+|after epoch \d+/);
  const kept = Number(/weights of epoch (\d+) are kept/.exec(problem?.message ?? '')?.[1]);
  const epochs = events.filter(({ type }) => type === 'epoch').length;
  expect(kept).toBeGreaterThan(0);
  expect(kept).toBeLessThanOrEqual(epochs);

  const key = plan.steps.find(({ op }) => op === 'fit')?.key ?? '';
  const network = await trainedNetworks(store).find(backend, key);
  expect(Object.keys(network?.weights ?? {})).toContain('head/logits/kernel');
  for (const { data } of Object.values(network?.weights ?? {}))
    expect([...data].every(Number.isFinite)).toBe(true);
  // What depends on the training does not take it for its result.
  expect(events.some(({ type }) => type === 'step-blocked')).toBe(true);
});
