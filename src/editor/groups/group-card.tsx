import type { NodeProps } from '@xyflow/react';
import { Blocks, Group as GroupIcon, Maximize2 } from 'lucide-react';
import { memo, useMemo } from 'react';
import { registry } from '../../../nodes/registry';
import type { GraphNode } from '../../graph/document';
import { groupColourOf, groupTitle } from '../../graph/groups/edit';
import { memberPort } from '../../graph/groups/fold';
import { groupPorts } from '../../graph/groups/ports';
import { Facts } from '../canvas/facts';
import { iconOf } from '../canvas/kind-icon';
import card from '../canvas/node-card.module.css';
import { Port } from '../canvas/port';
import { portsOf } from '../canvas/ports';
import { StatusMark } from '../canvas/status-mark';
import type { GroupFlowNode } from '../canvas/to-flow';
import { IconButton } from '../controls/button';
import { plural } from '../format/numbers';
import { t } from '../language/t';
import { useEditor } from '../store/editor-store';
import { useGroupProblems, useGroupProgress, useGroupStatus } from '../store/group-hooks';
import { setCollapsed } from '../store/groups';
import { nodeTitle } from '../store/node-hooks';
import styles from './group-card.module.css';
import { groupTint } from './group-colour';
import { GroupProblem } from './group-problem';
import { shownSettings } from './shown-settings';

/** Kinds of nodes drawn on the card. */
const MOST_ICONS = 8;

/** A collapsed group: one card for all its nodes, with the ports that lead out of it. */
export const GroupCard = memo(function GroupCard({ data: { group }, selected }: NodeProps<GroupFlowNode>) {
  const document = useEditor((state) => state.history.present);
  const ports = useMemo(() => groupPorts(document, group, portsOf), [document, group]);
  const members = useMemo(() => membersOf(document.nodes, group.members), [document.nodes, group]);
  const settings = useMemo(() => shownSettings(group, members), [group, members]);
  const status = useGroupStatus(group);
  const progress = useGroupProgress(group);
  const problems = useGroupProblems(group);
  const title = groupTitle(group);
  const Icon = group.block ? Blocks : GroupIcon;
  return (
    <article
      className={`${card.card} ${styles.card}`}
      data-tint={groupTint(groupColourOf(group))}
      data-selected={selected}
      data-status={status}
      data-problem={problems[0]?.severity}
      data-testid={`group-${group.id}`}
      aria-label={t('{title} group, collapsed, {nodes}', { title, nodes: plural(members.length, 'node') })}
    >
      <header className={card.header}>
        <span className={card.icon}>
          <Icon size={17} aria-hidden />
        </span>
        <div className={card.titles}>
          <h3 className={card.title}>{title}</h3>
          <p className={card.kind}>
            {group.block ? t('Block') : t('Group')}{' '}
            {t('of {nodes}', { nodes: plural(members.length, 'node') })}
          </p>
        </div>
        <StatusMark status={status} />
        <IconButton
          icon={Maximize2}
          className="nodrag"
          label={t('Expand {title}', { title })}
          aria-expanded={false}
          onClick={(event) => {
            event.stopPropagation();
            setCollapsed([group.id], false);
          }}
        />
      </header>
      <div className={styles.ports}>
        {ports.map(({ node, port, side, spec, connected }) => (
          <Port
            key={`${side} ${memberPort({ node: node.id, port })}`}
            nodeId={node.id}
            port={{ name: port, direction: side, spec }}
            connected={connected}
            onGroup={{
              handle: memberPort({ node: node.id, port }),
              label: `${nodeTitle(node)}: ${spec?.label ?? port}`,
            }}
          />
        ))}
      </div>
      {progress !== undefined && (
        <div
          className={card.progress}
          role="progressbar"
          aria-label={t('Progress of {title}', { title })}
          aria-valuenow={Math.round(progress * 100)}
        >
          <div style={{ width: `${progress * 100}%` }} />
        </div>
      )}
      <div className={card.body}>
        <Kinds nodes={members} />
        <Facts facts={settings} />
      </div>
      <GroupProblem problems={problems} />
    </article>
  );
});

function membersOf(nodes: readonly GraphNode[], ids: readonly string[]): readonly GraphNode[] {
  const own = new Set(ids);
  return nodes.filter(({ id }) => own.has(id));
}

/** What is inside, as a row of icons. */
function Kinds({ nodes }: { readonly nodes: readonly GraphNode[] }) {
  const names = nodes.map(nodeTitle).join(', ');
  return (
    <div className={styles.kinds} role="img" aria-label={t('Inside: {names}', { names })} title={names}>
      {nodes.slice(0, MOST_ICONS).map((node) => {
        const kind = registry.get(node.kind);
        const Icon = iconOf(kind);
        return (
          <span key={node.id} className={styles.kind} data-tint={kind?.category ?? 'unknown'}>
            <Icon size={14} aria-hidden />
          </span>
        );
      })}
      {nodes.length > MOST_ICONS && <span className={styles.more}>+{nodes.length - MOST_ICONS}</span>}
    </div>
  );
}
