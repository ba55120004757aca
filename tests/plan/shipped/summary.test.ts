import { describe, expect, it } from 'vitest';
import type { DatasetIndex } from '../../../src/plan/catalog';
import { summarize } from '../../../src/plan/shipped/summary';

const place = { offset: 0, length: 1 };
const index: DatasetIndex = {
  id: 'x@1',
  name: 'X',
  modality: 'image',
  description: 'ignored',
  licence: 'CC0',
  classes: ['a', 'b'],
  domains: ['p', 'q'],
  domainLabel: 'Vendor',
  samples: [
    { id: '1', class: 0, domain: 1, source: 's', ...place },
    { id: '2', class: 0, domain: 1, ...place },
    { id: '3', class: 0, domain: 0, ...place },
    { id: '4', class: 1, part: 'test', ...place },
  ],
  skipped: [{ file: 'f', reason: 'r' }],
};

describe('summarize', () => {
  it('counts each class × domain × part once', () => {
    expect(summarize(index)).toEqual({
      id: 'x@1',
      name: 'X',
      modality: 'image',
      licence: 'CC0',
      classes: ['a', 'b'],
      domains: ['p', 'q'],
      domainLabel: 'Vendor',
      hasSources: true,
      cells: [
        { class: 0, domain: 1, count: 2 },
        { class: 0, domain: 0, count: 1 },
        { class: 1, part: 'test', count: 1 },
      ],
      skipped: 1,
    });
  });

  it('survives JSON unchanged', () => {
    const summary = summarize(index);
    expect(JSON.parse(JSON.stringify(summary))).toStrictEqual(summary);
  });
});
