import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import type { Problem } from '../../graph/problem';
import { Tooltip } from '../controls/tooltip';
import { t, translated } from '../language/t';
import styles from './problem-strip.module.css';

export const PROBLEM_ICONS = { error: CircleAlert, warning: TriangleAlert, info: Info } as const;

/** What to do, and what was expected, in one text. */
export const problemDetail = (problem: Problem): string =>
  [
    problem.hint && translated(problem.hint),
    problem.expected && t('Expected: {expected}.', { expected: translated(problem.expected) }),
    problem.received && t('Found: {received}.', { received: translated(problem.received) }),
  ]
    .filter(Boolean)
    .join(' ');

/** The worst problem of a node, on the node itself. What only teaches is left to the inspector. */
export function ProblemStrip({ problems }: { readonly problems: readonly Problem[] }) {
  const pressing = problems.filter((problem) => problem.severity !== 'info');
  const worst = pressing[0];
  if (!worst) return null;
  const Icon = PROBLEM_ICONS[worst.severity];
  return (
    <Tooltip text={translated(worst.message)} hint={problemDetail(worst)}>
      <div className={styles.strip} data-severity={worst.severity}>
        <Icon size={14} aria-hidden />
        <span>{translated(worst.message)}</span>
        {pressing.length > 1 && <span className={styles.more}>+{pressing.length - 1}</span>}
      </div>
    </Tooltip>
  );
}
