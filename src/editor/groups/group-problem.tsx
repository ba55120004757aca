import type { Problem } from '../../graph/problem';
import { PROBLEM_ICONS, problemDetail } from '../canvas/problem-strip';
import strip from '../canvas/problem-strip.module.css';
import { Tooltip } from '../controls/tooltip';
import { translated } from '../language/t';
import { currentDocument } from '../store/editor-store';
import { nodeTitle } from '../store/node-hooks';
import { focusNode } from '../store/run';
import styles from './group-card.module.css';

/** The worst problem inside a collapsed group; a click leads to the node that has it. */
export function GroupProblem({ problems }: { readonly problems: readonly Problem[] }) {
  const [worst] = problems;
  if (!worst) return null;
  const Icon = PROBLEM_ICONS[worst.severity];
  const node = currentDocument().nodes.find(({ id }) => id === worst.nodeId);
  const text = `${node ? `${nodeTitle(node)}: ` : ''}${translated(worst.message)}`;
  return (
    <Tooltip text={text} hint={problemDetail(worst)}>
      <button
        type="button"
        className={`${strip.strip} ${styles.problem} nodrag`}
        data-severity={worst.severity}
        onClick={(event) => {
          event.stopPropagation();
          if (worst.nodeId !== undefined) focusNode(worst.nodeId);
        }}
      >
        <Icon size={14} aria-hidden />
        <span>{text}</span>
        {problems.length > 1 && <span className={strip.more}>+{problems.length - 1}</span>}
      </button>
    </Tooltip>
  );
}
