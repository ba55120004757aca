import { describe, expect, it } from 'vitest';
import { executeAdvise } from '../../../src/engine/steps/advise';
import { featuresInMemory } from '../../../src/engine/steps/features';
import type { Inputs, StepContext, StepOutput } from '../../../src/engine/steps/output';
import { scoreAnswers } from '../../../src/engine/transferability/score';
import type { AdviseStep } from '../../../src/plan/plan';
import { graph } from '../../plan/graphs';
import { colourSquares, runDocument, startTestBackend, testPlatform } from '../run/world';
import { type CloudShape, clouds } from '../transferability/clouds';

const PER_CLASS = 10;
const COUNT = 3 * PER_CLASS;
const SHAPE: CloudShape = { count: COUNT, width: 6, classes: 3, spread: 0.5, seed: 1 };

/** Features as an embed step hands them over, each row with its label. */
function embedded(changes: Partial<CloudShape>): StepOutput {
  const { features, width, classes, labels } = clouds({ ...SHAPE, ...changes });
  const rows = Float32Array.from({ length: COUNT * (width + classes) }, (_, at) => {
    const [row, column] = [Math.floor(at / (width + classes)), at % (width + classes)];
    if (column < width) return features[row * width + column] ?? 0;
    return column - width === labels[row] ? 1 : 0;
  });
  const samples = Int32Array.from({ length: COUNT }, (_, row) => row);
  return { op: 'embed', features: featuresInMemory({ shape: [width], classes, samples, views: 1 }, rows) };
}

const spec = (cut: string): AdviseStep['params']['candidates'][number] => ({
  backbone: 'net',
  cut,
  inputSize: 32,
  pooling: 'average',
  label: 'Net',
  cutLabel: cut,
  features: 6,
  flops: 1,
});

async function advise(inputs: Inputs) {
  const stored = await colourSquares(PER_CLASS);
  const samples = stored.index.samples.map((entry) => ({
    entry,
    class: entry.class,
    part: 'train' as const,
  }));
  const dataset = { classes: stored.index.classes, samples, fit: 'crop' as const, stored };
  const context: StepContext = {
    platform: testPlatform(),
    backend: { name: 'cpu' },
    signal: new AbortController().signal,
    pause: new AbortController().signal,
    checkpoints: { load: async () => undefined, save: async () => {}, drop: async () => {} },
    emit: () => {},
  };
  const { result } = await executeAdvise(
    {
      candidates: [spec('near'), spec('far')],
      classes: dataset.classes,
      options: { neighbours: 5, resamples: 200, seed: 1 },
    },
    { data: { op: 'data', dataset }, ...inputs },
    context,
  );
  if (result.op !== 'advise') throw new Error('There is no advice.');
  return result.advice;
}

it('asks the small family’s own classifier, which is the same at all cuts of a network', async () => {
  const backend = await startTestBackend('wasm');
  const advisor = { kind: 'advisor', params: { backbones: ['resnet-mini', 'vgg-mini'], cuts: 'few' } };
  const squares = await colourSquares(5);
  const document = graph(
    {
      data: {
        kind: 'dataset',
        params: { source: 'files', files: { id: squares.index.id, name: 'Squares' } },
      },
      advisor,
    },
    ['data.data -> advisor.data'],
  );
  const { result } = await runDocument(document, { backend, datasets: [squares] });
  const { candidates } = result('advisor', 'advise').advice;
  expect(candidates.map(({ cut }) => cut)).not.toContain('fc');
  for (const backbone of ['resnet-mini', 'vgg-mini']) {
    const scores = candidates.filter((candidate) => candidate.backbone === backbone).map((one) => one.scores);
    expect(scores.length).toBeGreaterThan(2);
    for (const { leep = 1, nce = 1 } of scores) {
      // Log-likelihoods of three balanced classes: between those of a guess and of certainty.
      expect(leep).toBeLessThan(0);
      expect(leep).toBeGreaterThan(-Math.log(3));
      expect(nce).toBeLessThanOrEqual(0);
      expect(nce).toBeGreaterThanOrEqual(-Math.log(3));
      expect([leep, nce]).toEqual([scores[0]?.leep, scores[0]?.nce]);
    }
  }
});

/** It always answers the first of three classes; its samples in another order than the features'. */
const SCRATCH: StepOutput = {
  op: 'cross-validate',
  samples: Int32Array.from({ length: COUNT }, (_, row) => COUNT - 1 - row),
  answers: Float32Array.from({ length: 3 * COUNT }, (_, at) => (at % 3 === 0 ? 1 : 0)),
};

describe('the advise step', () => {
  it('scores features, and source classes where there are any', async () => {
    const advice = await advise({
      scratch: SCRATCH,
      'candidate-0': embedded({ spread: 4 }),
      'candidate-1': embedded({ spread: 0.3 }),
      'source-1': embedded({ width: 4, seed: 8 }),
    });
    expect(advice.candidates.map(({ cut }) => cut)).toEqual(['far', 'near']);
    // Two squares of one source are drawn together.
    expect([advice.samples, advice.sources]).toEqual([COUNT, COUNT / 2]);
    const { features, ...rest } = clouds({ ...SHAPE, width: 4, seed: 8 });
    const logits = { ...rest, features: Float32Array.from(features) };
    expect(advice.candidates[0]?.scores).toMatchObject(scoreAnswers(logits));
    expect(advice.candidates[1]?.scores).not.toHaveProperty('leep');
    expect(advice.scratch).toBeCloseTo(1 / 3, 12);
    expect(advice.candidates[0]?.beatsScratch).toBe(1);
  });
});
