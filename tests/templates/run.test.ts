import { beforeAll, describe, expect, it } from 'vitest';
import type { BackendInfo } from '../../src/engine/events';
import type { GraphDocument } from '../../src/graph/document';
import { colourSquares, runDocument, startTestBackend } from '../engine/run/world';
import { fromScratch } from './from-scratch';
import { loadTemplate, withParams } from './load';

/** Every template runs without a browser and shows what its lesson says. */

let backend: BackendInfo;
beforeAll(async () => {
  backend = await startTestBackend('wasm');
});

const accuracy = async (document: GraphDocument, node = 'evaluate'): Promise<number> =>
  (await runDocument(document, { backend })).result(node, 'evaluate').report.accuracy;

describe('first-transfer', () => {
  const shipped = loadTemplate('first-transfer');

  it('learns from twenty images a class, and tests on many emoji that it never saw', async () => {
    const run = await runDocument(shipped, { backend });
    expect(run.plan.problems).toEqual([]);
    const { fit } = run.result('train', 'fit');
    const { report } = run.result('evaluate', 'evaluate');
    expect(fit.trainSamples).toBe(20 * fit.classes.length);
    expect(report.samples).toBeGreaterThan(500);
    // The same graph from scratch, with the best of the settings that were tried for it.
    const scratch = await accuracy(fromScratch(shipped));
    expect(scratch).toBeGreaterThan(1.2 * report.majorityBaseline);
    expect(report.accuracy).toBeGreaterThan(scratch + 0.1);
  });
});

describe('three-families', () => {
  it('compares three networks on Greek letters that none of them has seen', async () => {
    const run = await runDocument(loadTemplate('three-families'), { backend });
    expect(run.plan.problems).toEqual([]);
    const reports = ['vgg', 'resnet', 'inception'].map(
      (family) => run.result(`evaluate-${family}`, 'evaluate').report,
    );
    for (const { accuracy, classes } of reports) {
      expect(classes.map(({ name }) => name)).toEqual([...'γδζλξσφω']);
      expect(accuracy).toBeGreaterThan(0.75);
    }
    expect(new Set(reports.map(({ samples }) => samples)).size).toBe(1);
    // One load and one split serve all three.
    expect(run.plan.steps.filter(({ op }) => op === 'load' || op === 'split')).toHaveLength(2);
  });
});

describe('digits-0-4-to-5-9', () => {
  it('learns digits, and other digits on the layers that learned the first', async () => {
    const few = { limitPerClass: 240 };
    const document = withParams(loadTemplate('digits-0-4-to-5-9'), {
      'digits-low': few,
      'digits-high': few,
    });
    const run = await runDocument(document, { backend });
    expect(run.result('evaluate-low', 'evaluate').report.accuracy).toBeGreaterThan(0.95);
    expect(run.result('evaluate-high', 'evaluate').report.accuracy).toBeGreaterThan(0.9);
    const low = run.result('train-low', 'fit').fit;
    const high = run.result('train-high', 'fit').fit;
    expect(high.classes).toEqual(['5', '6', '7', '8', '9']);
    // The convolutions were learned once: only the head trains the second time.
    expect(low.trainableParams - high.trainableParams).toBe(9 * 32 + 32 + 9 * 32 * 32 + 32);
  });
});

describe('scratch-frozen-finetuned', () => {
  it('measures three ways on the same images', async () => {
    const quick = { epochs: 1 };
    const document = withParams(loadTemplate('scratch-frozen-finetuned'), {
      split: { trainPerClass: 4 },
      dataset: { limitPerClass: 40 },
      'train-scratch': quick,
      'train-frozen': quick,
      'train-tuned': quick,
      backbone: { inputSize: '64' },
    });
    const run = await runDocument(document, { backend });
    const reports = ['scratch', 'frozen', 'tuned'].map(
      (branch) => run.result(`evaluate-${branch}`, 'evaluate').report,
    );
    expect(new Set(reports.map(({ samples }) => samples)).size).toBe(1);
    const [scratch = 0, frozen = 0, tuned = 0] = ['scratch', 'frozen', 'tuned'].map(
      (branch) => run.result(`train-${branch}`, 'fit').fit.trainableParams,
    );
    expect(frozen).toBeLessThan(tuned);
    expect(scratch).toBeGreaterThan(0);
    // Frozen and fine-tuned share the load and the split.
    expect(run.plan.steps.filter(({ op }) => op === 'load' || op === 'split')).toHaveLength(2);
  });
});

describe('ways-to-tune', () => {
  const shipped = loadTemplate('ways-to-tune');
  const ways = ['frozen', 'last', 'lpft', 'lora', 'bitfit'] as const;

  it('measures five ways on the same images, and four of them on the same stored features', async () => {
    const quick = Object.fromEntries(
      ways.map((way) => [`train-${way}`, { epochs: 2, ...(way === 'lpft' && { probeEpochs: 1 }) }]),
    );
    const document = withParams(shipped, {
      ...quick,
      split: { trainPerClass: 4 },
      dataset: { limitPerClass: 24 },
    });
    const run = await runDocument(document, { backend });
    const reports = ways.map((way) => run.result(`evaluate-${way}`, 'evaluate').report);
    expect(new Set(reports.map(({ samples }) => samples)).size).toBe(1);
    const [frozen = 0, last = 0, lpft = 0, lora = 0, bitfit = 0] = ways.map(
      (way) => run.result(`train-${way}`, 'fit').fit.trainableParams,
    );
    expect(lpft).toBe(last);
    expect(frozen).toBeLessThan(bitfit);
    expect(bitfit).toBeLessThan(lora);
    expect(lora).toBeLessThan(last / 4);
    const { history } = run.result('train-lpft', 'fit').fit;
    expect(history.map(({ probes = false }) => probes)).toEqual([true, false]);
    // Whole features of three parts, for the frozen and the probe, and three of the frozen blocks, for all others.
    expect(run.plan.steps.filter(({ op }) => op === 'embed')).toHaveLength(6);
    // What the plan foresees is what is trained.
    for (const way of ways) {
      const step = run.plan.steps.find(({ op, nodes }) => op === 'fit' && nodes.includes(`train-${way}`));
      expect(step?.cost.trainable).toBe(run.result(`train-${way}`, 'fit').fit.trainableParams);
    }
  });
});

describe('which-backbone', () => {
  it('ranks cuts, and the first of the ranking is better than the one that was chosen', async () => {
    const document = withParams(loadTemplate('which-backbone'), {
      // One network, and fewer images to measure on, are lesson enough for a test.
      dataset: { limitPerClass: 30 },
      split: { trainPerClass: 10 },
      advisor: { backbones: ['mobilenet-v2'] },
    });
    const run = await runDocument(document, { backend });
    expect(run.plan.problems).toEqual([]);
    const { advice } = run.result('advisor', 'advise');
    expect(advice.samples).toBe(advice.classes.length * 10);
    const [first] = advice.candidates;
    expect(first?.beatsScratch).toBeGreaterThan(0.5);
    const { backbone = '', cut = '' } = first ?? {};
    const advised = withParams(document, { backbone: { backbone, cut } });
    const again = await runDocument(advised, { backend, store: run.store, targets: ['evaluate'] });
    // The features that the Advisor compared are those that the head learns from.
    const trains = again.plan.steps.find(({ op }) => op === 'fit');
    expect(again.events).toContainEqual(
      expect.objectContaining({ type: 'step-finished', stepId: trains?.inputs.train, cached: true }),
    );
    const chosen = run.result('evaluate', 'evaluate').report.accuracy;
    expect(again.result('evaluate', 'evaluate').report.accuracy).toBeGreaterThan(chosen);
  });
});

describe('your-photos', () => {
  it('asks for images, and learns the user’s own classes', async () => {
    const shipped = loadTemplate('your-photos');
    const squares = await colourSquares(12);
    const files = { id: squares.index.id, name: squares.index.name };
    const document = withParams(shipped, { photos: { source: 'files', files } });
    const run = await runDocument(document, { backend, datasets: [squares] });
    expect(run.plan.problems).toEqual([]);
    const { report } = run.result('evaluate', 'evaluate');
    expect(report.classes.map(({ name }) => name)).toEqual(['red', 'green', 'blue']);
    expect(report.accuracy).toBeGreaterThan(0.8);
  });
});
