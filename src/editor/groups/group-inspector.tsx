import {
  Blocks,
  Group as GroupIcon,
  Maximize2,
  Minimize2,
  PackagePlus,
  SlidersHorizontal,
} from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { registry } from '../../../nodes/registry';
import type { GraphNode, Group } from '../../graph/document';
import { groupColourOf, groupTitle } from '../../graph/groups/edit';
import { iconOf } from '../canvas/kind-icon';
import { publishCommand } from '../commands/blocks';
import { CommandButton } from '../commands/command-button';
import { deleteCommand, duplicateCommand } from '../commands/editing';
import { ungroupCommand } from '../commands/grouping';
import { runSelectedCommand } from '../commands/running';
import { Button } from '../controls/button';
import { Disclosure } from '../controls/disclosure';
import field from '../controls/field.module.css';
import { plural } from '../format/numbers';
import inspector from '../inspector/inspector.module.css';
import { ProblemList } from '../inspector/problem-list';
import { t } from '../language/t';
import { select, settleEdit } from '../store/edit';
import { useEditor } from '../store/editor-store';
import { useGroupProblems } from '../store/group-hooks';
import { changeGroup, renameGroup, setCollapsed } from '../store/groups';
import { nodeTitle } from '../store/node-hooks';
import { BlockOrigin } from './block-origin';
import { CardChoices } from './card-choices';
import { ColourChoice } from './colour-choice';
import { groupTint } from './group-colour';
import styles from './group-inspector.module.css';
import { ShownParams } from './shown-params';

/** A group: its name, colour, settings and nodes, and what its card shows. */
export function GroupInspector({ group }: { readonly group: Group }) {
  const nodes = useEditor((state) => state.history.present.nodes);
  const members = useMemo(() => {
    const own = new Set(group.members);
    return nodes.filter(({ id }) => own.has(id));
  }, [nodes, group]);
  const problems = useGroupProblems(group);
  const Icon = group.block ? Blocks : GroupIcon;
  return (
    <div data-tint={groupTint(groupColourOf(group))}>
      <header className={inspector.head}>
        <span className={inspector.icon}>
          <Icon size={18} aria-hidden />
        </span>
        <div className={inspector.names}>
          <GroupName key={group.id} group={group} />
          <p className={inspector.kind}>{t('Group of {nodes}', { nodes: plural(members.length, 'node') })}</p>
        </div>
        <CommandButton command={runSelectedCommand} />
        <CommandButton command={duplicateCommand} />
        <CommandButton command={deleteCommand} />
      </header>
      <div className={inspector.block}>
        <div className={inspector.row}>
          <Button
            icon={group.collapsed ? Maximize2 : Minimize2}
            onClick={() => setCollapsed([group.id], !group.collapsed)}
          >
            {group.collapsed ? t('Expand') : t('Collapse')}
          </Button>
          <Button icon={ungroupCommand.icon} onClick={ungroupCommand.run}>
            {t('Ungroup')}
          </Button>
          <Button icon={PackagePlus} onClick={publishCommand.run}>
            {publishCommand.label}
          </Button>
        </div>
        <ColourChoice group={group} />
        <label className={styles.field}>
          {t('Note')}
          <textarea
            className={field.text}
            rows={2}
            maxLength={5000}
            placeholder={t('What it is for')}
            value={group.description ?? ''}
            onChange={(event) => describe(group.id, event.target.value)}
            onBlur={settleEdit}
          />
        </label>
      </div>
      {group.block && <BlockOrigin group={group} />}
      {problems.length > 0 && (
        <section className={inspector.block}>
          <h3>{t('To mend')}</h3>
          <ProblemList problems={problems} />
        </section>
      )}
      <ShownParams group={group} members={members} />
      <section className={inspector.block}>
        <h3>{t('Nodes')}</h3>
        <ul className={styles.nodes}>
          {members.map((node) => (
            <Member key={node.id} node={node} group={group} />
          ))}
        </ul>
      </section>
      <Disclosure icon={SlidersHorizontal} title={t('What the card shows')}>
        <CardChoices group={group} members={members} />
      </Disclosure>
    </div>
  );
}

const describe = (id: string, text: string): void =>
  changeGroup(
    id,
    ({ description: _old, ...group }) => (text ? { ...group, description: text } : group),
    'description',
  );

function Member({ node, group }: { readonly node: GraphNode; readonly group: Group }) {
  const kind = registry.get(node.kind);
  const Icon = iconOf(kind);
  const open = () => {
    // The only node of a card cannot be told from the card.
    if (group.members.length === 1) setCollapsed([group.id], false);
    select([node.id]);
  };
  return (
    <li data-tint={kind?.category ?? 'unknown'}>
      <button type="button" className={styles.node} onClick={open}>
        <Icon size={15} aria-hidden />
        <span>{nodeTitle(node)}</span>
      </button>
    </li>
  );
}

function GroupName({ group }: { readonly group: Group }) {
  const name = groupTitle(group);
  const [text, setText] = useState(name);
  useEffect(() => setText(name), [name]);
  return (
    <input
      className={inspector.name}
      aria-label={t('Name of the group')}
      value={text}
      maxLength={200}
      onChange={(event) => setText(event.target.value)}
      onBlur={() => text.trim() !== name && renameGroup(group.id, text)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
        if (event.key === 'Escape') setText(name);
      }}
    />
  );
}
