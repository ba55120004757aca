import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { evaluateClassification } from '../../../src/engine/metrics/evaluate-classification';
import { wilsonInterval } from '../../../src/engine/metrics/wilson';

interface Fixture {
  readonly cases: readonly {
    readonly name: string;
    readonly truth: readonly number[];
    readonly probabilities: string;
    readonly classes: number;
    readonly trainCounts: readonly number[];
    readonly expected: {
      readonly [metric in
        | 'accuracy'
        | 'balancedAccuracy'
        | 'macroF1'
        | 'logLoss'
        | 'calibrationError'
        | 'majorityBaseline']: number;
    } & {
      readonly accuracyInterval: readonly [number, number];
      readonly confusion: readonly (readonly number[])[];
      readonly precision: readonly number[];
      readonly recall: readonly number[];
      readonly f1: readonly number[];
      readonly support: readonly number[];
    };
  }[];
}

const { cases } = JSON.parse(
  readFileSync(new URL('../../fixtures/metrics.json', import.meta.url), 'utf8'),
) as Fixture;

const near = (expected: number) => ({
  asymmetricMatch: (value: unknown) => typeof value === 'number' && Math.abs(value - expected) < 1e-6,
  toString: () => `within 1e-6 of ${expected}`,
});
const named = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ dataset: 'sample@1', sample: `${i}.png` }));

describe('evaluateClassification', () => {
  it.each(cases)('equals scikit-learn: $name', ({ truth, probabilities, classes, trainCounts, expected }) => {
    const report = evaluateClassification({
      truth,
      probabilities: new Float32Array(new Uint8Array(Buffer.from(probabilities, 'base64')).buffer),
      classes: Array.from({ length: classes }, (_, index) => `class ${index}`),
      samples: named(truth.length),
      part: 'test',
      mistakes: 5,
      trainCounts,
    });
    for (const metric of [
      'accuracy',
      'balancedAccuracy',
      'macroF1',
      'logLoss',
      'calibrationError',
      'majorityBaseline',
    ] as const) {
      expect(report[metric], metric).toEqual(near(expected[metric]));
    }
    expect(report.accuracyInterval).toEqual(expected.accuracyInterval.map(near));
    expect(report.confusion).toEqual(expected.confusion);
    expect(report.samples).toBe(truth.length);
    report.classes.forEach((metric, index) => {
      expect(metric).toEqual({
        name: `class ${index}`,
        support: expected.support[index],
        precision: near(expected.precision[index] ?? Number.NaN),
        recall: near(expected.recall[index] ?? Number.NaN),
        f1: near(expected.f1[index] ?? Number.NaN),
      });
    });
    expect(report.answers.samples).toEqual(named(truth.length).map(({ sample }) => sample));
    expect(report.answers.truth).toEqual([...truth]);
    const right = report.answers.predicted.filter((answer, place) => answer === truth[place]);
    expect(right.length / truth.length).toEqual(near(expected.accuracy));
    const losses = report.answers.truthProbability.map((value) => -Math.log(Math.max(value, 2 ** -23)));
    expect(losses.reduce((sum, loss) => sum + loss, 0) / truth.length).toBeCloseTo(expected.logLoss, 4);
    expect(report.calibration).toHaveLength(15);
    expect(report.calibration.reduce((sum, bin) => sum + bin.count, 0)).toBe(truth.length);
  });

  const small = {
    truth: [0, 1, 1, 0],
    probabilities: Float32Array.of(0.125, 0.875, 0.75, 0.25, 0.25, 0.75, 0, 1),
    classes: ['cat', 'dog'],
    samples: named(4),
    part: 'val',
    mistakes: 2,
    trainCounts: [1, 2],
  } as const;

  it('shows the surest mistakes first, at most as many as asked for', () => {
    expect(evaluateClassification(small).mistakes).toEqual([
      { dataset: 'sample@1', sample: '3.png', truth: 0, predicted: 1, confidence: 1, truthProbability: 0 },
      {
        dataset: 'sample@1',
        sample: '0.png',
        truth: 0,
        predicted: 1,
        confidence: 0.875,
        truthProbability: 0.125,
      },
    ]);
    expect(evaluateClassification({ ...small, mistakes: 0 }).mistakes).toEqual([]);
    expect(evaluateClassification({ ...small, mistakes: 100 }).mistakes).toHaveLength(3);
  });

  it('puts a confidence of 1 into the last bin', () => {
    const bins = evaluateClassification(small).calibration;
    expect(bins.at(-1)).toMatchObject({ to: 1, count: 1, confidence: 1, accuracy: 0 });
    expect(bins[11]).toMatchObject({ count: 2, confidence: 0.75, accuracy: 0.5 });
  });

  it('has finite numbers without any sample', () => {
    const report = evaluateClassification({
      ...small,
      truth: [],
      probabilities: new Float32Array(),
      samples: [],
    });
    expect(report).toMatchObject({ accuracy: 0, logLoss: 0, macroF1: 0, accuracyInterval: [0, 1] });
  });

  it('refuses what does not fit together', () => {
    expect(() => evaluateClassification({ ...small, samples: named(3) })).toThrow(/Expected 4 samples/);
    expect(() => evaluateClassification({ ...small, truth: [0, 1, 2, 0] })).toThrow(/Sample 2/);
  });
});

describe('wilsonInterval', () => {
  it('stays within [0, 1] and holds the rate', () => {
    for (const [rate, count] of [
      [0, 5],
      [1, 5],
      [0.5, 10],
    ] as const) {
      const [low, high] = wilsonInterval(rate, count);
      expect(low).toBeGreaterThanOrEqual(0);
      expect(high).toBeLessThanOrEqual(1);
      expect(low).toBeLessThanOrEqual(rate);
      expect(high).toBeGreaterThanOrEqual(rate);
    }
  });
});
