import { describe, expect, it } from 'vitest';
import { arrivalOf } from '../../../src/editor/blocks/arrival';
import type { Block } from '../../../src/graph/blocks/block';

const block: Block = {
  format: 'graft/block',
  formatVersion: 1,
  id: 'b',
  version: 2,
  name: 'Head',
  description: '',
  nodes: [{ id: 'head', kind: 'head', kindVersion: 1, position: { x: 0, y: 0 }, params: {} }],
  wires: [],
  ports: [],
  params: [],
};
const arrive = (known?: Block) => arrivalOf(block, known, () => 'fresh').block;

describe('a block that comes from a file', () => {
  it('is taken as it is when it is new, or newer than the one that is here', () => {
    expect(arrive()).toBe(block);
    expect(arrive({ ...block, version: 1 })).toBe(block);
  });

  it('is there already when nothing differs', () => {
    expect(arrive({ ...block })).toBeUndefined();
  });

  it('never takes the place of another one of its version, or of a newer one', () => {
    const own = { ...block, id: 'fresh', version: 1, name: 'Head (imported)' };
    expect(arrive({ ...block, description: 'Mine' })).toEqual(own);
    expect(arrive({ ...block, version: 3 })).toEqual(own);
  });
});
