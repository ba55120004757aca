import { beforeAll, describe, expect, it } from 'vitest';
import { start } from '../../engine/backend/start';
import { fixtureCases, readFixture } from './fixture';
import { runOurs } from './ours';
import { sampled } from './samples';

beforeAll(() => start('wasm'));

/** Of the largest value of a tensor. */
const TOLERANCE = 1e-4;

describe.each(fixtureCases)('$id with $mode statistics', (about) => {
  it('gives what torchvision gives, at every block', () => {
    const expected = readFixture(about);
    const ours = sampled(runOurs(about));
    expect([...ours.keys()].sort()).toEqual([...expected.keys()].sort());
    for (const [name, values] of expected) {
      const [, largest = 0] = values;
      const got = ours.get(name) ?? [];
      const error = values.reduce(
        (worst, value, i) => Math.max(worst, Math.abs(value - (got[i] ?? Number.NaN))),
        0,
      );
      expect(largest, name).toBeGreaterThan(0);
      expect(error / largest, name).toBeLessThan(TOLERANCE);
    }
  });
});
