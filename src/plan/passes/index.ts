import type { Draft, Pass, PassWorld } from '../draft';
import type { PassReport } from '../plan';
import { augmentation } from './augmentation';
import { batchSize } from './batch-size';
import { cachedViews } from './cached-views';
import { deadBranches } from './dead-branches';
import { folding } from './folding';
import { frozenPrefix } from './frozen-prefix';
import { sharing } from './sharing';

/**
 * In the order in which they are applied: first what rewires steps, then what to leave away, then what
 * only decides about single steps; keys come last, for they say all of it.
 */
const PASSES: readonly Pass[] = [
  augmentation,
  frozenPrefix,
  cachedViews,
  deadBranches,
  folding,
  batchSize,
  sharing,
];

export function applyPasses(
  naive: Draft,
  world: PassWorld,
): { readonly draft: Draft; readonly reports: readonly PassReport[] } {
  let draft = naive;
  const reports = PASSES.map(({ name, title, run }): PassReport => {
    const done = run(draft, world);
    draft = done.draft;
    return { name, title, summary: done.summary };
  });
  return { draft, reports };
}
