import { useMemo } from 'react';
import { registry } from '../../../nodes/registry';
import type { GraphNode, Group, ShownPort } from '../../graph/document';
import { groupPorts } from '../../graph/groups/ports';
import { portsOf, portsToDraw } from '../canvas/ports';
import { t } from '../language/t';
import { useEditor } from '../store/editor-store';
import { changeGroup } from '../store/groups';
import { nodeTitle } from '../store/node-hooks';
import styles from './group-inspector.module.css';

interface CardChoicesProps {
  readonly group: Group;
  readonly members: readonly GraphNode[];
}

const isSame = (a: ShownPort, b: ShownPort): boolean =>
  a.node === b.node && a.port === b.port && a.side === b.side;

/** Which ports and settings of its nodes a group has as its own; a block is published with them. */
export function CardChoices({ group, members }: CardChoicesProps) {
  const document = useEditor((state) => state.history.present);
  const drawn = useMemo(
    () => groupPorts(document, group, portsOf).map(({ node, port, side }) => ({ node: node.id, port, side })),
    [document, group],
  );
  const crossing = useMemo(
    () =>
      groupPorts(document, { ...group, ports: [] }, portsOf).map(({ node, port, side }) => ({
        node: node.id,
        port,
        side,
      })),
    [document, group],
  );
  return (
    <div className={styles.choices}>
      <p className={styles.quiet}>
        {t(
          'Ports that a wire leaves or enters by always show. Settings chosen here can be changed on the group.',
        )}
      </p>
      {members.map((node) => (
        <fieldset key={node.id} className={styles.choice}>
          <legend>{nodeTitle(node)}</legend>
          {portsToDraw(node, document.wires).map(({ name, direction, spec }) => {
            const port: ShownPort = { node: node.id, port: name, side: direction };
            return (
              <Check
                key={`${direction} ${name}`}
                label={`${direction === 'input' ? t('Input') : t('Output')}: ${spec?.label ?? name}`}
                checked={drawn.some((each) => isSame(each, port))}
                disabled={crossing.some((each) => isSame(each, port))}
                onChange={(isShown) => showPort(group.id, drawn, port, isShown)}
              />
            );
          })}
          {Object.entries(registry.get(node.kind)?.params ?? {}).map(([param, { label }]) => (
            <Check
              key={param}
              label={label}
              checked={group.params?.some((each) => each.node === node.id && each.param === param) ?? false}
              onChange={(isShown) => showParam(group.id, node.id, param, isShown)}
            />
          ))}
        </fieldset>
      ))}
    </div>
  );
}

/** From now on the group shows just the ports that it was told to. */
const showPort = (id: string, drawn: readonly ShownPort[], port: ShownPort, isShown: boolean): void =>
  changeGroup(id, (group) => ({
    ...group,
    ports: [...drawn.filter((each) => !isSame(each, port)), ...(isShown ? [port] : [])],
  }));

const showParam = (id: string, node: string, param: string, isShown: boolean): void =>
  changeGroup(id, (group) => ({
    ...group,
    params: [
      ...(group.params ?? []).filter((each) => each.node !== node || each.param !== param),
      ...(isShown ? [{ node, param }] : []),
    ],
  }));

interface CheckProps {
  readonly label: string;
  readonly checked: boolean;
  readonly disabled?: boolean;
  readonly onChange: (checked: boolean) => void;
}

const Check = ({ label, checked, disabled, onChange }: CheckProps) => (
  <label className={styles.check}>
    <input
      type="checkbox"
      checked={checked}
      disabled={disabled}
      onChange={(event) => onChange(event.target.checked)}
    />
    {label}
  </label>
);
