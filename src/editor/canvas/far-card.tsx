import type { NodeProps } from '@xyflow/react';
import { memo } from 'react';
import { registry } from '../../../nodes/registry';
import { t } from '../language/t';
import { layOutCard } from '../picture/card-layout';
import type { EditorState } from '../store/editor-store';
import { nodeTitle } from '../store/node-hooks';
import { nodeRun } from '../store/node-run';
import { useOfNode } from '../store/of-node';
import styles from './far-card.module.css';
import { useNodeWires } from './node-wires';
import type { CardFlowNode } from './to-flow';

/**
 * A node seen from afar: its name, its colour, and how it stands. As large as the node is in full, with its
 * ports at the same places, so that no wire moves when one comes near.
 */
export const FarCard = memo(function FarCard({ data: { node }, selected, height }: NodeProps<CardFlowNode>) {
  const wires = useNodeWires(node.id);
  const looks = useOfNode(node.id, (state) => looksOf(state, node.id));
  const [status, problem] = looks.split(' ');
  const card = layOutCard({ ...node, position: ORIGIN }, wires, []);
  const title = nodeTitle(node);
  return (
    <article
      className={styles.card}
      style={{ height: height ?? card.height }}
      data-tint={registry.get(node.kind)?.category ?? 'unknown'}
      data-selected={selected}
      data-status={status}
      data-problem={problem}
      data-long={title.length > FITTING}
      data-testid={`node-${node.id}`}
      aria-label={t('{title} node', { title })}
    >
      <h3 className={styles.title}>{title}</h3>
      {card.ports.map(({ name, direction, y }) => (
        <i
          key={`${direction} ${name}`}
          // React Flow finds the ends of wires by these.
          className={`${styles.port} ${direction === 'input' ? 'target' : 'source'}`}
          data-handleid={name}
          data-handlepos={direction === 'input' ? 'left' : 'right'}
          style={{ top: y }}
        />
      ))}
    </article>
  );
});

/** Letters of a title that a card of the least height has room for. */
const FITTING = 20;
const ORIGIN = { x: 0, y: 0 };

/** In one text, so that a card is drawn only when it looks different. */
function looksOf({ run, analysis }: EditorState, nodeId: string): string {
  const { status, problems } = nodeRun(run, analysis?.plan, nodeId);
  const all = [...(analysis?.plan.nodes[nodeId]?.problems ?? []), ...problems];
  const has = (severity: string) => all.some((problem) => problem.severity === severity);
  return `${status} ${has('error') ? 'error' : has('warning') ? 'warning' : ''}`;
}
