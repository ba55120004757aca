import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  filterRows,
  type SampleColumn,
  sampleRows,
  sortRows,
} from '../../../src/editor/results/samples/sample-rows';

const names = ['zebra', 'ant', 'cat'];
const answers = {
  dataset: 'd',
  samples: ['b10.png', 'b9.png', 'a.png', 'c.png'],
  truth: [0, 1, 2, 2],
  predicted: [0, 2, 2, 1],
  confidence: [0.9, 0.6, 0.8, 0.6],
  truthProbability: [0.9, 0.1, 0.8, 0],
};
const rows = sampleRows(answers);
const sorted = (column: SampleColumn, down = false) =>
  sortRows(rows, column, down, names).map(({ sample }) => sample);

describe('table of samples', () => {
  it('tells what each sample costs, also where the truth was held impossible', () => {
    expect(rows[1]?.loss).toBeCloseTo(-Math.log(0.1));
    expect(rows[3]?.loss).toBeCloseTo(-Math.log(2 ** -23));
    expect(rows.map(({ isRight }) => isRight)).toEqual([true, false, true, false]);
  });

  it('sorts by every column; classes by name, numbers inside names as numbers', () => {
    expect(sorted('sample')).toEqual(['a.png', 'b9.png', 'b10.png', 'c.png']);
    expect(sorted('truth')).toEqual(['b9.png', 'a.png', 'c.png', 'b10.png']);
    expect(sorted('predicted')).toEqual(['c.png', 'b9.png', 'a.png', 'b10.png']);
    expect(sorted('confidence', true)).toEqual(['b10.png', 'a.png', 'b9.png', 'c.png']);
    expect(sorted('loss', true)[0]).toBe('c.png');
  });

  it('filters by answer and by either class', () => {
    const ids = (filter: Parameters<typeof filterRows>[1]) =>
      filterRows(rows, filter).map(({ sample }) => sample);
    expect(ids({ answers: 'all' })).toHaveLength(4);
    expect(ids({ answers: 'wrong' })).toEqual(['b9.png', 'c.png']);
    expect(ids({ answers: 'all', truth: 2 })).toEqual(['a.png', 'c.png']);
    expect(ids({ answers: 'right', truth: 2, predicted: 2 })).toEqual(['a.png']);
  });

  it('keeps every row, whatever it is sorted by', () => {
    const column = fc.constantFrom<SampleColumn>('sample', 'truth', 'predicted', 'confidence', 'loss');
    const any = fc.array(fc.tuple(fc.nat(2), fc.nat(2), fc.float({ min: 0, max: 1, noNaN: true })), {
      maxLength: 30,
    });
    fc.assert(
      fc.property(any, column, fc.boolean(), (list, by, down) => {
        const all = sampleRows({
          dataset: 'd',
          samples: list.map((_, place) => `${place}`),
          truth: list.map(([truth]) => truth),
          predicted: list.map(([, predicted]) => predicted),
          confidence: list.map(([, , value]) => value),
          truthProbability: list.map(([, , value]) => 1 - value),
        });
        const result = sortRows(all, by, down, names);
        expect(new Set(result)).toEqual(new Set(all));
        if (by === 'loss' || by === 'confidence') {
          const values = result.map((row) => (down ? -row[by] : row[by]));
          expect(values).toEqual([...values].sort((a, b) => a - b));
        }
      }),
      { numRuns: 50 },
    );
  });
});
