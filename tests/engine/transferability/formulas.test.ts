import { describe, expect, it } from 'vitest';
import { centred, decompose } from '../../../src/engine/transferability/decomposition';
import { hScore, ledoitWolf, shrunkHScore } from '../../../src/engine/transferability/h-score';
import { leep } from '../../../src/engine/transferability/leep';
import { linearProbe } from '../../../src/engine/transferability/linear-probe';
import { logme } from '../../../src/engine/transferability/logme';
import { nce } from '../../../src/engine/transferability/nce';
import { nearestNeighbours } from '../../../src/engine/transferability/nearest-neighbours';
import fixture from '../../fixtures/transferability.json';

/** Against numpy, from the papers' formulas (tests/fixtures/transferability.py). */

const expectNear = (value: number, wanted: number, share = 1e-6): void => {
  expect(Math.abs(value - wanted), `${value} for ${wanted}`).toBeLessThanOrEqual(share * Math.abs(wanted));
};

describe.each(fixture.cases)('$name', ({ features, labels: names, groups, source, expected }) => {
  const labels = Int32Array.from(names);
  const classes = Math.max(...names) + 1;
  const count = names.length;
  const width = features[0]?.length ?? 0;
  const samples = { features: Float32Array.from(features.flat()), count, width, labels, classes };
  const plain = decompose(samples);
  const middle = decompose(centred(samples));
  const probabilities = Float64Array.from(source.flat());

  it('LogME', () => expectNear(logme(plain, samples), expected.logme));
  it('H-score', () => expectNear(hScore(middle, samples), expected.hScore));
  it('H-score, shrunk', () => {
    expectNear(ledoitWolf(middle), expected.shrinkage);
    expectNear(shrunkHScore(middle, samples), expected.shrunkHScore);
  });
  it('LEEP', () => expectNear(leep(probabilities, labels, classes), expected.leep));
  it('NCE', () => {
    const answers = Int32Array.from(source, (row) => row.indexOf(Math.max(...row)));
    expectNear(nce(answers, labels), expected.nce);
  });
  it('k nearest neighbours', () => {
    expect([...nearestNeighbours(samples, Int32Array.from(groups), 5)]).toEqual(expected.neighbours);
  });
  it('linear probe', () => {
    const probe = linearProbe(middle, samples, Int32Array.from(groups));
    expect([...probe.right]).toEqual(expected.probe.right);
    expectNear(probe.penalty, expected.probe.penalty);
    probe.errors.forEach((error, row) => {
      expectNear(error, expected.probe.errors[row] ?? 0);
    });
  });
});
