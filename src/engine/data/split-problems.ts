import { PART_NAMES, type Part } from '../../plan/catalog';
import type { PartCounts, SplitExpression } from '../../plan/expressions';
import type { OwnProblem } from '../../plan/kind';
import { listNames } from './names';

/** What is off about a finished split: a part without samples, or a class that a part lost. */
export function splitProblems(
  counts: readonly PartCounts[],
  classes: readonly string[],
  params: Pick<SplitExpression, 'val' | 'test'>,
): OwnProblem[] {
  const lost = (part: Part): string[] => classes.filter((_, index) => counts[index]?.[part] === 0);
  const problems: OwnProblem[] = [];
  const untrained = lost('train');
  if (untrained.length > 0) problems.push(noTraining(untrained));
  for (const part of ['val', 'test'] as const) {
    if (params[part] === 0 && !counts.some((count) => count[part] > 0)) continue;
    const missing = lost(part);
    if (missing.length === classes.length) problems.push(emptyPart(part));
    else if (missing.length > 0) problems.push(lostClasses(part, missing));
  }
  return problems;
}

const noTraining = (classes: readonly string[]): OwnProblem => ({
  code: 'split/no-training-images',
  severity: 'error',
  param: 'test',
  message: `No training sample is left of ${listNames(classes)}.`,
  hint: 'Add samples of that class, leave it out, or lower the shares of validation and test.',
});

const emptyPart = (part: 'val' | 'test'): OwnProblem => ({
  code: 'split/empty-part',
  severity: 'warning',
  param: part,
  message: `The ${PART_NAMES[part]} part is empty.`,
  hint: 'Raise its share, or add samples: a class needs at least three to be in every part.',
});

const lostClasses = (part: 'val' | 'test', classes: readonly string[]): OwnProblem => ({
  code: 'split/class-lost',
  severity: 'warning',
  param: part,
  message: `The ${PART_NAMES[part]} part has no sample of ${listNames(classes)}.`,
  hint: 'These classes have too few samples: what the report says of them means nothing.',
});
