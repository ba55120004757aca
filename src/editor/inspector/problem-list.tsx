import type { Problem } from '../../graph/problem';
import { PROBLEM_ICONS, problemDetail } from '../canvas/problem-strip';
import { translated } from '../language/t';
import { currentDocument } from '../store/editor-store';
import { nodeTitle } from '../store/node-hooks';
import { focusNode } from '../store/run';
import styles from './problem-list.module.css';

interface ProblemListProps {
  readonly problems: readonly Problem[];
  /** Problems of one node do not name it. */
  readonly ofOneNode?: boolean;
}

export function ProblemList({ problems, ofOneNode }: ProblemListProps) {
  return (
    <ul className={styles.list}>
      {problems.map((problem) => {
        const Icon = PROBLEM_ICONS[problem.severity];
        const node = ofOneNode ? undefined : currentDocument().nodes.find(({ id }) => id === problem.nodeId);
        return (
          <li
            key={`${problem.nodeId} ${problem.code} ${problem.port} ${problem.param} ${problem.message}`}
            className={styles.problem}
            data-severity={problem.severity}
          >
            <Icon size={15} aria-hidden />
            <div>
              {node && (
                <button type="button" className={styles.node} onClick={() => focusNode(node.id)}>
                  {nodeTitle(node)}
                </button>
              )}
              <p>{translated(problem.message)}</p>
              <p className={styles.detail}>{problemDetail(problem)}</p>
            </div>
          </li>
        );
      })}
    </ul>
  );
}
