import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, contentKey } from '../../src/plan/keys';

describe('content keys', () => {
  it('do not depend on the order of parameters', () => {
    const base = { op: 'fit', version: 1, inputs: {} };
    expect(contentKey({ ...base, params: { a: 1, b: [1, { c: 2, d: 3 }] } })).toBe(
      contentKey({ ...base, params: { b: [1, { d: 3, c: 2 }], a: 1 } }),
    );
  });

  it('depend on operation, version, parameters and input roles', () => {
    const base = { op: 'fit', version: 1, params: { a: 1 }, inputs: { data: 'x' } };
    const others = [
      { ...base, op: 'embed' },
      { ...base, version: 2 },
      { ...base, params: { a: 2 } },
      { ...base, inputs: { data: 'y' } },
      { ...base, inputs: { train: 'x' } },
    ];
    const all = [base, ...others].map(contentKey);
    expect(new Set(all).size).toBe(all.length);
  });

  it('canonical JSON parses back to the same value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});
