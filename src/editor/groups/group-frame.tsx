import type { NodeProps } from '@xyflow/react';
import { Blocks, Group as GroupIcon, Minimize2 } from 'lucide-react';
import { type KeyboardEvent, memo } from 'react';
import { groupColourOf, groupTitle } from '../../graph/groups/edit';
import type { GroupFlowNode } from '../canvas/to-flow';
import { IconButton } from '../controls/button';
import { plural } from '../format/numbers';
import { t } from '../language/t';
import { select } from '../store/edit';
import { useGroupSelected } from '../store/group-hooks';
import { nudgeGroup, setCollapsed } from '../store/groups';
import { groupTint } from './group-colour';
import styles from './group-frame.module.css';

const STEP = 5;
const LONG_STEP = 20;
const DIRECTIONS = new Map([
  ['ArrowLeft', { x: -1, y: 0 }],
  ['ArrowRight', { x: 1, y: 0 }],
  ['ArrowUp', { x: 0, y: -1 }],
  ['ArrowDown', { x: 0, y: 1 }],
]);

/** An expanded group: a frame behind its nodes, with its name. */
export const GroupFrame = memo(function GroupFrame({ data: { group } }: NodeProps<GroupFlowNode>) {
  const isSelected = useGroupSelected(group);
  const title = groupTitle(group);
  const Icon = group.block ? Blocks : GroupIcon;
  const onKeyDown = (event: KeyboardEvent) => {
    const direction = DIRECTIONS.get(event.key);
    if (!direction) return;
    event.preventDefault();
    event.stopPropagation();
    const step = event.shiftKey ? LONG_STEP : STEP;
    nudgeGroup(group, { x: direction.x * step, y: direction.y * step });
  };
  return (
    <section
      className={styles.frame}
      data-tint={groupTint(groupColourOf(group))}
      data-selected={isSelected}
      data-testid={`group-${group.id}`}
      aria-label={t('{title} group, {nodes}', { title, nodes: plural(group.members.length, 'node') })}
    >
      <header className={styles.header} data-frame-header>
        <button
          type="button"
          className={styles.title}
          aria-label={t('Select group {title}', { title })}
          aria-pressed={isSelected}
          title={group.description || title}
          onClick={(event) => {
            // A pointer's click is the canvas's: it knows about several.
            if (event.detail === 0) select(group.members);
          }}
          onKeyDown={onKeyDown}
        >
          <Icon size={16} aria-hidden />
          <span>{title}</span>
        </button>
        <IconButton
          icon={Minimize2}
          className={`${styles.fold} nodrag`}
          label={t('Collapse {title}', { title })}
          aria-expanded={true}
          onClick={(event) => {
            event.stopPropagation();
            setCollapsed([group.id], true);
          }}
        />
      </header>
    </section>
  );
});
