import { describe, expect, it } from 'vitest';
import { rank, ranked } from '../../../src/editor/finder/rank';

describe('the finder', () => {
  it('prefers a name that starts with the words, then words that start so, then any place, then what else is known', () => {
    expect(rank('tra', 'Train')).toBe(0);
    expect(rank('model', 'Trained model')).toBe(1);
    expect(rank('rain', 'Train')).toBe(2);
    expect(rank('classes', 'Head', 'turns features into classes')).toBe(3);
  });

  it('puts what is called just so before what only starts so', () => {
    const found = ranked(['Trained model', 'Train'], (name) => rank('train', name));
    expect(found.map(({ item }) => item)).toEqual(['Train', 'Trained model']);
  });

  it('wants every word, in whatever order and case', () => {
    expect(rank('MODEL trained', 'Trained model')).toBe(1);
    expect(rank('trained network', 'Trained model')).toBeUndefined();
  });

  it('keeps the order of what fits equally well, and leaves out what does not', () => {
    const found = ranked(['Train', 'Head', 'Trained model'], (name) => rank('tra', name));
    expect(found.map(({ item }) => item)).toEqual(['Train', 'Trained model']);
  });
});
