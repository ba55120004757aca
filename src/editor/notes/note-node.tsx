import { type NodeProps, NodeResizer, useStore } from '@xyflow/react';
import { type CSSProperties, memo } from 'react';
import { startRenaming, stopRenaming, useRenaming } from '../canvas/renaming';
import type { CardFlowNode } from '../canvas/to-flow';
import { Markdown } from '../controls/markdown';
import { colourOf } from '../design/node-colours';
import { plural } from '../format/numbers';
import { t } from '../language/t';
import { resizeNode, setParam, settleEdit } from '../store/edit';
import styles from './note-node.module.css';
import { isWithin } from './within';

/**
 * Markdown on the canvas; a double click edits it in place. With nodes inside it is their frame: its text
 * is what it is taken by, and what is between the nodes belongs to the canvas.
 */
export const NoteNode = memo(function NoteNode({ data: { node }, selected }: NodeProps<CardFlowNode>) {
  const isEditing = useRenaming(({ id }) => id === node.id);
  const held = useHeldCount(node.id);
  const text = typeof node.params.text === 'string' ? node.params.text : '';
  const colour = colourOf(node);
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
        data-frame={held > 0}
        style={colour === undefined ? undefined : ({ '--notes': colour } as CSSProperties)}
        data-testid={`node-${node.id}`}
        aria-label={held > 0 ? t('Note around {nodes}', { nodes: plural(held, 'node') }) : t('Note')}
      >
        {isEditing ? (
          <NoteField nodeId={node.id} text={text} />
        ) : (
          // biome-ignore lint/a11y/noStaticElementInteractions: F2 is the way without a mouse
          <div className={styles.text} onDoubleClick={() => startRenaming(node.id)}>
            <Markdown text={text || t('*Empty note*')} />
          </div>
        )}
      </article>
    </>
  );
});

function NoteField({ nodeId, text }: { readonly nodeId: string; readonly text: string }) {
  const finish = () => {
    stopRenaming();
    settleEdit();
  };
  return (
    <textarea
      className={`${styles.editor} nodrag nowheel`}
      // biome-ignore lint/a11y/noAutofocus: the person asked to write here
      autoFocus
      aria-label={t('Text of the note')}
      placeholder={t('Text, in Markdown')}
      value={text}
      onChange={(event) => setParam(nodeId, 'text', event.target.value)}
      onBlur={finish}
      onKeyDown={(event) => event.key === 'Escape' && finish()}
    />
  );
}

/** How many nodes lie inside a note, kept up as they move. */
const useHeldCount = (noteId: string): number =>
  useStore(({ nodeLookup }) => {
    const note = nodeLookup.get(noteId);
    if (!note) return 0;
    const outer = boxOfInternal(note);
    let count = 0;
    for (const node of nodeLookup.values()) {
      if (node === note || node.type === 'frame') continue;
      const box = boxOfInternal(node);
      if (box.width > 0 && isWithin(box, outer)) count++;
    }
    return count;
  });

interface Internal {
  readonly measured: { readonly width?: number; readonly height?: number };
  readonly internals: { readonly positionAbsolute: { readonly x: number; readonly y: number } };
}

const boxOfInternal = ({ measured, internals }: Internal) => ({
  ...internals.positionAbsolute,
  width: measured.width ?? 0,
  height: measured.height ?? 0,
});
