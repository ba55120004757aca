import { describe, expect, it } from 'vitest';
import { registry } from '../nodes/registry';
import { countParts } from '../src/engine/data/dataset';
import { selectSamples } from '../src/engine/data/select';
import { splitSamples } from '../src/engine/data/split';
import { nodePlatform } from '../src/engine/platform/node';
import { compile } from '../src/plan/compile';
import type { LoadStep, SplitStep } from '../src/plan/plan';
import { catalogWith } from '../src/plan/shipped/catalog';
import { transfer } from './plan/graphs';
import { SHIPPED_TARGETS, type ShippedTarget } from './shipped-targets';

const platform = nodePlatform({ publicDir: 'public' });

const graphOf = ({ dataset, split }: ShippedTarget, seed: number) =>
  transfer({
    data: { kind: 'dataset', params: { ...dataset, seed } },
    split: { kind: 'split', params: { ...split, seed } },
  });

describe('shipped targets', () => {
  it('are at least six', () => {
    expect(SHIPPED_TARGETS.length).toBeGreaterThanOrEqual(6);
  });

  it.each(SHIPPED_TARGETS.map((target) => [target.name, target] as const))(
    '%s: a hundred training images of each class, and no near-duplicates across parts, for five seeds',
    async (_, target) => {
      for (const seed of [1, 2, 3, 4, 5]) {
        const plan = compile(graphOf(target, seed), { registry, catalog: catalogWith(new Map()) });
        expect(plan.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
        const load = plan.steps.find((step): step is LoadStep => step.op === 'load');
        const split = plan.steps.find((step): step is SplitStep => step.op === 'split');
        const stored = load && (await platform.dataset(load.params.dataset));
        if (!stored || !split) throw new Error('The graph has no data.');
        const selected = selectSamples(stored, load.params);
        expect(selected.problems).toEqual([]);
        const { dataset } = splitSamples(selected.dataset, split.params);
        for (const { train, val, test } of countParts(dataset)) {
          expect(train).toBeGreaterThanOrEqual(100);
          expect(val).toBeGreaterThanOrEqual(15);
          expect(test).toBeGreaterThanOrEqual(25);
        }
        const parts = new Map<string, string>();
        for (const { entry, part } of dataset.samples) {
          if (entry.source === undefined) continue;
          expect(parts.get(entry.source) ?? part).toBe(part);
          parts.set(entry.source, part);
        }
      }
    },
  );
});
