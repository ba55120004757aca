import { useState } from 'react';
import type { GraphNode } from '../../graph/document';
import { t } from '../language/t';
import { renameNode } from '../store/edit';
import { nodeTitle } from '../store/node-hooks';
import styles from './node-card.module.css';
import { startRenaming, stopRenaming, useRenaming } from './renaming';

/** The name of a node on its card; a double click or F2 makes it a field. */
export function NodeTitle({ node }: { readonly node: GraphNode }) {
  const isRenaming = useRenaming((state) => state.id === node.id);
  if (isRenaming) return <TitleField node={node} />;
  return (
    <h3 className={styles.title} onDoubleClick={() => startRenaming(node.id)}>
      {nodeTitle(node)}
    </h3>
  );
}

function TitleField({ node }: { readonly node: GraphNode }) {
  const title = nodeTitle(node);
  const [text, setText] = useState(title);
  const keep = () => {
    stopRenaming();
    if (text.trim() !== title) renameNode(node.id, text);
  };
  return (
    <input
      className={`${styles.titleField} nodrag nopan`}
      // biome-ignore lint/a11y/noAutofocus: the person asked to type here
      autoFocus
      aria-label={t('Name of the node, on its card')}
      maxLength={200}
      value={text}
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => setText(event.target.value)}
      onBlur={keep}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Enter') keep();
        if (event.key === 'Escape') stopRenaming();
      }}
    />
  );
}
