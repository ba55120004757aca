import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { setParam } from '../../../src/graph/edit';
import { describeStep, keptMemory, passMemory, trainingMemory } from '../../../src/plan/costs';
import { TRAINING_BUDGET_FACTOR } from '../../../src/plan/memory';
import { batchSize } from '../../../src/plan/passes/batch-size';
import { frozenPrefix } from '../../../src/plan/passes/frozen-prefix';
import { transfer } from '../graphs';
import { all, freezing, naive, only, pass } from './drafts';

const sized = (document: ReturnType<typeof transfer>, budget: number) =>
  pass(naive(document), [frozenPrefix, batchSize], budget).draft;

describe('batch size', () => {
  it('is the largest power of two that fits, from 1 to 32', () => {
    const budget = fc.integer({ min: 1, max: 1_000_000 });
    fc.assert(
      fc.property(budget, (bytes) => {
        const steps = [...all(sized(transfer(), bytes), 'embed'), only(sized(transfer(), bytes), 'evaluate')];
        for (const step of steps) {
          const { batch } = step.params;
          expect([1, 2, 4, 8, 16, 32]).toContain(batch);
          if (batch > 1) expect(batch * passMemory(step)).toBeLessThanOrEqual(bytes);
          if (batch < 32) expect(2 * batch * passMemory(step)).toBeGreaterThan(bytes);
          expect(step.notes.some((note) => note.pass === 'batch-size')).toBe(batch < 32);
        }
      }),
      { seed: 3, numRuns: 50 },
    );
  });

  it('says what a step takes at its batch size', () => {
    const [embed] = all(sized(transfer(), 100_000), 'embed');
    // b1 holds most: three maps of 16 × 16 × 8 float32 values, which fit four times.
    expect(embed?.params.batch).toBe(4);
    expect(embed && describeStep(embed).cost.memory).toBe(4 * 3 * 16 * 16 * 8 * 4 + 300 * 4);
  });

  it('leaves a training’s batch size alone, and warns on its node when it will not fit', () => {
    const document = setParam(transfer(freezing('none')), 'train', 'batchSize', 64);
    const fit = only(naive(document), 'fit');
    const enough = trainingMemory(fit, 64) / TRAINING_BUDGET_FACTOR;
    expect(sized(document, enough).problems).toEqual([]);
    const draft = sized(document, enough / 2);
    expect(only(draft, 'fit').params.options.batchSize).toBe(64);
    const [problem] = draft.problems;
    expect(problem).toMatchObject({
      code: 'train/memory',
      severity: 'warning',
      nodeId: 'train',
      param: 'batchSize',
      message: expect.stringContaining('batches of 64'),
    });
    const fitting = Number(/at most (\d+) samples/.exec(problem?.expected ?? '')?.[1]);
    expect(trainingMemory(fit, fitting)).toBeLessThanOrEqual((enough / 2) * TRAINING_BUDGET_FACTOR);
    expect(trainingMemory(fit, fitting + 1)).toBeGreaterThan((enough / 2) * TRAINING_BUDGET_FACTOR);
  });

  it('counts weights, gradients, moments, averages and what the backward pass needs', () => {
    const options = { optimizer: 'sgd', momentum: 0, averageDecay: 0, l2sp: 0 } as const;
    const fit = only(naive(transfer(freezing('none'))), 'fit');
    const bytes = (changes: Partial<typeof fit.params.options>, samples: number) =>
      trainingMemory(
        { ...fit, params: { ...fit.params, options: { ...fit.params.options, ...options, ...changes } } },
        samples,
      );
    // Two blocks, less the means and variances of 8 and 16 channels, and a head for 3 classes.
    const trainable = 100 + 200 - 2 * (8 + 16) + 16 * 3 + 3;
    const params = trainable + 2 * (8 + 16);
    expect(bytes({}, 0)).toBe(4 * (params + trainable));
    expect(bytes({ momentum: 0.9 }, 0)).toBe(4 * (params + 2 * trainable));
    expect(bytes({ optimizer: 'adam' }, 0)).toBe(4 * (params + 3 * trainable));
    expect(bytes({ optimizer: 'adam', averageDecay: 0.99 }, 0)).toBe(4 * (params + 4 * trainable));
    expect(bytes({}, 10) - bytes({}, 0)).toBe(10 * keptMemory(fit));
    expect(keptMemory(fit)).toBe(4 * (32 * 32 * 3 + 2 * (16 * 16 * 8 + 8 * 8 * 16) + 16 + 3 * 16 * 16 * 8));
  });
});
