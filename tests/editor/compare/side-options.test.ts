import { expect, it } from 'vitest';
import { sideOptions } from '../../../src/editor/compare/side-options';

const open = { id: 'open', title: 'My graph' };
const labels = (side: Parameters<typeof sideOptions>[0]) =>
  sideOptions(side, open, [], []).map(({ label }) => label);

it('asks for a choice where nothing is chosen yet, and says of what is gone that it is', () => {
  expect(labels({ type: 'none' })).toEqual(['Choose…', 'The open graph']);
  expect(labels({ type: 'graph', id: 'removed' })).toEqual(['A graph that is gone', 'The open graph']);
  expect(labels({ type: 'current' })).toEqual(['The open graph']);
});

it('names the open graph, also before it is kept in the library', () => {
  expect(sideOptions({ type: 'current' }, open, [], [])[0]?.help).toBe('My graph');
});
