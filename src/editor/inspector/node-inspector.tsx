import { BookOpen } from 'lucide-react';
import { useEffect, useState } from 'react';
import { registry } from '../../../nodes/registry';
import type { GraphNode } from '../../graph/document';
import type { NodeKind } from '../../plan/kind';
import { Facts } from '../canvas/facts';
import { CATEGORY_NAMES, iconOf } from '../canvas/kind-icon';
import { CommandButton } from '../commands/command-button';
import { deleteCommand, duplicateCommand } from '../commands/editing';
import { runSelectedCommand } from '../commands/running';
import { Disclosure } from '../controls/disclosure';
import { Markdown } from '../controls/markdown';
import { t, translated } from '../language/t';
import { renameNode } from '../store/edit';
import { nodeTitle, useGraphNode, useNodeInfo, useNodeProblems } from '../store/node-hooks';
import { extraOf } from './extra-of';
import styles from './inspector.module.css';
import { ParamForm } from './params/param-form';
import { ProblemList } from './problem-list';

export function NodeInspector({ nodeId }: { readonly nodeId: string }) {
  const node = useGraphNode(nodeId);
  const info = useNodeInfo(nodeId);
  const problems = useNodeProblems(nodeId);
  const kind = node && registry.get(node.kind);
  if (!node) return null;
  const Icon = iconOf(kind);
  const Extra = extraOf(node.kind);
  // What is wrong with a parameter shows at its control; here is the rest.
  const general = problems.filter(
    (problem) => !kind || problem.param === undefined || !(problem.param in kind.params),
  );
  return (
    <div data-tint={kind?.category ?? 'unknown'}>
      <header className={styles.head}>
        <span className={styles.icon}>
          <Icon size={18} aria-hidden />
        </span>
        <div className={styles.names}>
          <NodeName key={nodeId} node={node} />
          <p className={styles.kind}>{subtitle(node, kind)}</p>
        </div>
        <CommandButton command={runSelectedCommand} />
        <CommandButton command={duplicateCommand} />
        <CommandButton command={deleteCommand} />
      </header>
      {kind && <p className={styles.summary}>{translated(kind.summary)}.</p>}
      {kind && (
        <Disclosure icon={BookOpen} title={t('About {label}', { label: translated(kind.label) })}>
          <Markdown text={translated(kind.help)} />
        </Disclosure>
      )}
      {general.length > 0 && (
        <section className={styles.block}>
          <ProblemList problems={general} ofOneNode />
        </section>
      )}
      {Extra && <Extra nodeId={nodeId} />}
      {kind && <ParamForm node={node} kind={kind} problems={problems} />}
      {info && info.facts.length > 0 && (
        <section className={styles.block}>
          <h3>{t('Facts')}</h3>
          <Facts facts={info.facts} />
        </section>
      )}
    </div>
  );
}

/** The kind of a node that has a name of its own, otherwise where the kind belongs. */
function subtitle(node: GraphNode, kind: NodeKind | undefined): string {
  if (!kind) return t('Unknown kind "{kind}"', { kind: node.kind });
  const label = translated(kind.label);
  return nodeTitle(node) === label ? CATEGORY_NAMES[kind.category] : label;
}

function NodeName({ node }: { readonly node: GraphNode }) {
  const name = nodeTitle(node);
  const [text, setText] = useState(name);
  useEffect(() => setText(name), [name]);
  return (
    <input
      className={styles.name}
      aria-label={t('Name of the node')}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onBlur={() => text.trim() !== name && renameNode(node.id, text)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
        if (event.key === 'Escape') setText(name);
      }}
    />
  );
}
