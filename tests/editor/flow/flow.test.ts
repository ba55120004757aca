import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { registry } from '../../../nodes/registry';
import { networkParts } from '../../../src/editor/flow/network-parts';
import { valueFacts } from '../../../src/editor/flow/value-facts';
import { wireText } from '../../../src/editor/flow/wire-text';
import { readDocument } from '../../../src/graph/parse';
import type { ModelValue, Value } from '../../../src/plan/expressions';
import { inferGraph } from '../../../src/plan/infer';
import { catalogWith } from '../../../src/plan/shipped/catalog';

const parsed = readDocument(JSON.parse(readFileSync('templates/first-transfer.json', 'utf8')));
if (!parsed.ok) throw new Error('The template does not parse.');
const inferred = inferGraph(parsed.document, registry, catalogWith(new Map()));
const given = (node: string, port: string): Value => {
  const value = inferred.get(node)?.outputs[port];
  if (!value) throw new Error(`${node} gives no ${port}.`);
  return value;
};
const model = (node: string): ModelValue => {
  const value = given(node, 'model');
  if (value.type !== 'model') throw new Error('No model.');
  return value;
};

describe('what a wire carries', () => {
  it('is told in two short lines', () => {
    expect(wireText(given('dataset', 'data'))).toMatchObject({ above: '1,125', below: 'images' });
    expect(wireText(given('augment', 'data')).below).toBe('images ×2');
    expect(wireText(given('backbone', 'model'))).toMatchObject({ above: '128²×3', below: '→ 528' });
    expect(wireText(given('head', 'model'))).toMatchObject({ below: '→ 528 → classes', short: '→ 528' });
    expect(wireText(given('train', 'trained'))).toMatchObject({ above: '128²×3', below: '→ 3' });
  });

  it('is told at length where somebody asks, in the numbers of the nodes', () => {
    const facts = (node: string, port: string) =>
      Object.fromEntries(valueFacts(given(node, port)).map(({ label, value }) => [label, value]));
    expect(facts('split', 'data')).toMatchObject({
      Training: '≈ 60',
      Classes: 'Animals & Nature, Food & Drink, Symbols',
    });
    expect(facts('freeze', 'model')).toMatchObject({ Takes: '128 × 128 × 3', Learns: '0 parameters' });
    expect(facts('train', 'trained')).toMatchObject({
      Learns: '2,643 parameters',
      Gives: 'a probability for each of 3 classes',
    });
  });
});

describe('bar of a network', () => {
  it('knows what learns: nothing of what is frozen, all of the head', () => {
    const { parts, frozen, trained } = networkParts(model('head'), 3);
    expect(parts.at(-1)).toMatchObject({ name: 'Head', learns: 'fully' });
    expect(parts.slice(0, -1).every(({ learns }) => learns === 'no')).toBe(true);
    expect(frozen).toBe(555_048);
    expect(trained).toBe(2643);
    expect(networkParts(model('head')).trained).toBeUndefined();
  });

  it('counts every parameter once and fills its width, wherever the line lies', () => {
    const whole = model('backbone');
    fc.assert(
      fc.property(fc.nat(whole.blocks.length), (frozenBlocks) => {
        const { parts, frozen, trained = 0 } = networkParts({ ...whole, frozenBlocks });
        expect(frozen + trained).toBe(555_048);
        expect(parts.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1);
        const states = parts.map(({ learns }) => learns);
        expect(states).toEqual([...states].sort((a, b) => Number(a === 'fully') - Number(b === 'fully')));
      }),
      { numRuns: 30 },
    );
  });

  it('joins the blocks of a deep network, but no frozen one with one that learns', () => {
    const [block] = model('backbone').blocks;
    if (!block) throw new Error('No block.');
    const blocks = Array.from({ length: 200 }, (_, place) => ({
      ...block,
      name: `b${place}`,
      label: `b${place}`,
    }));
    const { parts } = networkParts({ ...model('backbone'), blocks, frozenBlocks: 13 });
    expect(parts.length).toBeLessThan(30);
    expect(parts.find(({ learns }) => learns === 'fully')?.name).toMatch(/^b13 – /);
  });

  it('says where only a small part learns', () => {
    const tuned = networkParts({ ...model('backbone'), frozenBlocks: 2, tuning: { what: 'bias' } });
    expect(new Set(tuned.parts.map(({ learns }) => learns))).toEqual(new Set(['no', 'partly']));
    expect(tuned.frozen + (tuned.trained ?? 0)).toBe(555_048);
  });
});
