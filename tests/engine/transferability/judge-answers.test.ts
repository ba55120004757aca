import { describe, expect, it } from 'vitest';
import { judgeAnswers } from '../../../src/engine/transferability/judge-answers';
import { scoreFeatures } from '../../../src/engine/transferability/score';
import { alone, clouds } from './clouds';

const COUNT = 63;
const labels = Int32Array.from({ length: COUNT }, (_, row) => row % 3);
const classes = 3;
const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const answers = (of: (row: number, c: number) => number): Float32Array =>
  Float32Array.from({ length: COUNT * classes }, (_, at) => of(Math.floor(at / classes), at % classes));

/** Of always answering with the shares of the classes. */
const GUESSING = 2 / 3;

describe('answers of a network that was kept from the samples', () => {
  it('that are right and certain have no error', () => {
    const { right, errors } = judgeAnswers(
      answers((row, c) => (row % 3 === c ? 1 : 0)),
      { labels, classes },
    );
    expect(right.every((one) => one === 1)).toBe(true);
    expect(mean(errors)).toBe(0);
  });

  it('cost no more than guessing, however certain and wrong they are', () => {
    const { right, errors } = judgeAnswers(
      answers((row, c) => ((row + 1) % 3 === c ? 1 : 0)),
      { labels, classes },
    );
    expect(right.every((one) => one === 0)).toBe(true);
    expect(mean(errors)).toBeCloseTo(GUESSING, 12);
  });

  it('are judged alike whether they are sure of themselves or not', () => {
    // Right in two of three samples.
    const told = (row: number) => (row % 9 < 3 ? (row + 1) % 3 : row % 3);
    const sure = answers((row, c) => (told(row) === c ? 1 : 0));
    const timid = answers((row, c) => 1 / 3 + ((told(row) === c ? 1 : 0) - 1 / 3) * 0.6);
    const [a, b] = [sure, timid].map((each) => mean(judgeAnswers(each, { labels, classes }).errors));
    expect(a).toBeCloseTo(b ?? Number.NaN, 6);
    // By hand: with the factor ½, two thirds err by ½·(2/3) and the others by 2/3 + ½·(2/3)… in squares 1/6 and 7/6.
    expect(a).toBeCloseTo((2 / 3) * (1 / 6) + (1 / 3) * (7 / 6), 6);
  });

  it('stand on one footing with a linear probe: answers of a probe have the probe’s error', () => {
    const { probeErrors } = scoreFeatures(
      clouds({ count: COUNT, width: 8, classes, spread: 40, seed: 2 }),
      alone(COUNT),
      5,
    );
    // Features that tell nothing: both come down to guessing.
    const random = answers((row, c) => ((row * 7 + c * 5) % 11) / 11);
    expect(mean(probeErrors)).toBeCloseTo(GUESSING, 1);
    expect(mean(judgeAnswers(random, { labels, classes }).errors)).toBeCloseTo(GUESSING, 1);
  });
});
