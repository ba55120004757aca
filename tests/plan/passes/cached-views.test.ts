import { describe, expect, it } from 'vitest';
import { setParam } from '../../../src/graph/edit';
import { augmentation } from '../../../src/plan/passes/augmentation';
import { cachedViews } from '../../../src/plan/passes/cached-views';
import { frozenPrefix } from '../../../src/plan/passes/frozen-prefix';
import { all, augmented, freezing, naive, pass } from './drafts';

const viewed = (document: ReturnType<typeof augmented>) =>
  pass(naive(document), [augmentation, frozenPrefix, cachedViews]);
const views = (document: ReturnType<typeof augmented>) =>
  all(viewed(document).draft, 'embed').map(({ params }) => [params.part, params.views]);

describe('cached views', () => {
  it('embeds several versions of training samples', () => {
    expect(views(augmented('behind split')).slice(0, 2)).toEqual([
      ['train', 4],
      ['val', 1],
    ]);
    const { draft, summary } = viewed(augmented('behind split'));
    expect(all(draft, 'embed')[0]?.notes.at(-1)).toEqual({
      pass: 'cached-views',
      text: expect.stringContaining('4 versions'),
    });
    expect(summary).toMatch(/^The features of one training/);
  });

  it('has nothing to do when one version is asked for, or nothing is frozen', () => {
    const one = viewed(setParam(augmented('behind split'), 'augment', 'views', 1));
    const unfrozen = viewed(augmented('behind split', freezing('none')));
    for (const { draft, summary } of [one, unfrozen]) {
      expect(all(draft, 'embed').every(({ params }) => params.views === 1)).toBe(true);
      expect(summary).toMatch(/^Nothing to do/);
    }
  });
});
