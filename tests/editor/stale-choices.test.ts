import { describe, expect, test } from 'vitest';
import { registry } from '../../nodes/registry';
import { dropStaleChoices } from '../../src/editor/store/stale-choices';
import type { NodeKind } from '../../src/plan/kind';
import { catalogWith } from '../../src/plan/shipped/catalog';

const kind = registry.get('dataset') as NodeKind;
const catalog = catalogWith(new Map());

describe('dropStaleChoices', () => {
  test('takes out the classes that the new source does not have', () => {
    const params = { source: 'digits', classes: ['Food & Drink', '3'] };
    expect(dropStaleChoices(kind, params, catalog)).toEqual({ source: 'digits', classes: ['3'] });
  });
  test('keeps the same object when everything is possible', () => {
    const params = { source: 'emoji', classes: ['Food & Drink'] };
    expect(dropStaleChoices(kind, params, catalog)).toBe(params);
  });
  test('keeps a choice whose options are not known yet', () => {
    const params = { source: 'files', files: null, classes: ['Food & Drink'] };
    expect(dropStaleChoices(kind, params, catalog)).toBe(params);
  });
});
