import type { NodeProps } from '@xyflow/react';
import { type CSSProperties, memo, useMemo } from 'react';
import { registry } from '../../../nodes/registry';
import { modeOf } from '../../graph/mode';
import { colourOf } from '../design/node-colours';
import { t, translated } from '../language/t';
import { nodeTitle, useNodeInfo, useNodeProblems, useNodeRun } from '../store/node-hooks';
import { stepFraction } from '../store/node-run';
import { Facts } from './facts';
import { iconOf } from './kind-icon';
import styles from './node-card.module.css';
import { NodeTitle } from './node-title';
import { useNodeWires } from './node-wires';
import { OffMark } from './off-mark';
import { Port } from './port';
import { portsToDraw } from './ports';
import { ProblemStrip } from './problem-strip';
import { RunTime } from './run-time';
import { StatusMark } from './status-mark';
import type { CardFlowNode } from './to-flow';
import { factsBeside } from './visuals/facts-beside';
import { visualOf } from './visuals/visual-of';

/** Facts shown on the node itself; the inspector has them all. */
const FACTS_ON_NODE = 3;

export const NodeCard = memo(function NodeCard({ data: { node }, selected }: NodeProps<CardFlowNode>) {
  const kind = registry.get(node.kind);
  const wires = useNodeWires(node.id);
  const ports = useMemo(() => portsToDraw(node, wires), [node, wires]);
  const connected = (name: string, direction: 'input' | 'output') =>
    wires.some((wire) => {
      const end = direction === 'input' ? wire.to : wire.from;
      return end.node === node.id && end.port === name;
    });
  const info = useNodeInfo(node.id);
  const problems = useNodeProblems(node.id);
  const run = useNodeRun(node.id);
  const fraction = run.active && stepFraction(run.active);
  const Icon = iconOf(kind);
  const Visual = visualOf(node.kind);
  const title = nodeTitle(node);
  const off = modeOf(node) ?? info?.off;
  const colour = colourOf(node);
  const worst = problems.find((problem) => problem.severity !== 'info')?.severity;

  return (
    <article
      className={styles.card}
      data-tint={kind?.category ?? 'unknown'}
      data-selected={selected}
      data-status={run.status}
      data-problem={worst}
      data-unknown={kind === undefined}
      data-off={off}
      data-coloured={colour !== undefined}
      style={colour === undefined ? undefined : ({ '--own': colour } as CSSProperties)}
      data-testid={`node-${node.id}`}
      aria-label={t('{title} node', { title })}
    >
      <header className={styles.header}>
        <span className={styles.icon}>
          <Icon size={17} aria-hidden />
        </span>
        <div className={styles.titles}>
          <NodeTitle node={node} />
          {(kind === undefined || (node.label && node.label !== kind.label)) && (
            <p className={styles.kind}>
              {kind ? translated(kind.label) : t('Unknown kind "{kind}"', { kind: node.kind })}
            </p>
          )}
        </div>
        {off ? (
          <OffMark off={off} />
        ) : (
          <>
            <RunTime ms={run.ms} isKept={run.isKept} />
            <StatusMark status={run.status} />
          </>
        )}
      </header>
      <div className={styles.ports}>
        {(['input', 'output'] as const).map((direction) => (
          <div key={direction} className={styles.column}>
            {ports
              .filter((port) => port.direction === direction)
              .map((port) => (
                <Port
                  key={port.name}
                  nodeId={node.id}
                  port={port}
                  connected={connected(port.name, direction)}
                />
              ))}
          </div>
        ))}
      </div>
      {run.active && (
        <div
          className={styles.progress}
          role="progressbar"
          aria-label={t('Progress of {title}', { title })}
          aria-valuenow={fraction === undefined ? undefined : Math.round(fraction * 100)}
        >
          <div style={{ width: `${(fraction ?? 0) * 100}%` }} />
        </div>
      )}
      <div className={styles.body}>
        {Visual && <Visual nodeId={node.id} title={title} />}
        <Facts facts={factsBeside(node.kind, info?.facts ?? []).slice(0, FACTS_ON_NODE)} />
      </div>
      <ProblemStrip problems={problems} />
    </article>
  );
});
