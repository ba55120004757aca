import { type NodeProps, NodeResizer } from '@xyflow/react';
import { type CSSProperties, memo, useState } from 'react';
import { Markdown } from '../controls/markdown';
import { colourOf } from '../design/node-colours';
import { resizeNode, setParam, settleEdit } from '../store/edit';
import styles from './note-node.module.css';
import type { CardFlowNode } from './to-flow';

/** Markdown on the canvas; a double click edits it in place. */
export const NoteNode = memo(function NoteNode({ data: { node }, selected }: NodeProps<CardFlowNode>) {
  const [editing, setEditing] = useState(false);
  const text = typeof node.params.text === 'string' ? node.params.text : '';
  const colour = colourOf(node);
  const finish = () => {
    setEditing(false);
    settleEdit();
  };
  return (
    <>
      <NodeResizer
        isVisible={selected}
        minWidth={140}
        minHeight={60}
        lineClassName={styles.line}
        handleClassName={styles.handle}
        onResizeEnd={(_, { x, y, width, height }) => resizeNode(node.id, { width, height }, { x, y })}
      />
      <article
        className={styles.note}
        data-selected={selected}
        style={colour === undefined ? undefined : ({ '--notes': colour } as CSSProperties)}
        data-testid={`node-${node.id}`}
        aria-label="Note"
        onDoubleClick={() => setEditing(true)}
      >
        {editing ? (
          <textarea
            className={`${styles.editor} nodrag nowheel`}
            // biome-ignore lint/a11y/noAutofocus: the double click asked for it
            autoFocus
            aria-label="Text of the note"
            value={text}
            onChange={(event) => setParam(node.id, 'text', event.target.value)}
            onBlur={finish}
            onKeyDown={(event) => event.key === 'Escape' && finish()}
          />
        ) : (
          <Markdown text={text || '*Empty note*'} />
        )}
      </article>
    </>
  );
});
