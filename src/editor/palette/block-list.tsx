import { Blocks } from 'lucide-react';
import type { Block } from '../../graph/blocks/block';
import { groupColourOf } from '../../graph/groups/edit';
import { addBlock } from '../blocks/block-actions';
import { useBlocks } from '../blocks/block-store';
import { BLOCK_DRAG_TYPE } from '../canvas/drag-kind';
import { dropBlock } from '../canvas/drop';
import { Tooltip } from '../controls/tooltip';
import { groupTint } from '../groups/group-colour';
import { t } from '../language/t';
import styles from './palette.module.css';
import { useTouchDrag } from './touch-drag';

interface BlockListProps {
  /** What is searched for. */
  readonly query: string;
  readonly wide: boolean;
}

/** The user's blocks that a search finds, as a section of the palette; nothing when there are none. */
export function BlockList({ query, wide }: BlockListProps) {
  const blocks = useBlocks((state) => state.blocks);
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const found = blocks.filter(({ name, description }) => {
    const text = `${name} ${description}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  if (found.length === 0) return null;
  return (
    <section aria-label={t('Your blocks')}>
      <h2 className={styles.heading}>{t('Your blocks')}</h2>
      {found.map((block) => (
        <BlockItem key={block.id} block={block} wide={wide} />
      ))}
    </section>
  );
}

function BlockItem({ block, wide }: { readonly block: Block; readonly wide: boolean }) {
  const { handlers, ghost } = useTouchDrag(block.name, (screen) => dropBlock(block, screen));
  return (
    <Tooltip
      text={block.description.slice(0, 200) || t('Your block “{name}”', { name: block.name })}
      hint={t('Drag it onto the canvas, or click')}
      side="right"
    >
      <button
        type="button"
        className={styles.item}
        data-tint={groupTint(groupColourOf(block))}
        draggable
        aria-label={t('Add {name}', { name: block.name })}
        onDragStart={(event) => {
          event.dataTransfer.setData(BLOCK_DRAG_TYPE, block.id);
          event.dataTransfer.effectAllowed = 'copy';
        }}
        {...handlers}
        onClick={() => addBlock(block)}
      >
        <span className={styles.icon}>
          <Blocks size={wide ? 15 : 18} aria-hidden />
        </span>
        <span className={styles.text}>
          <span className={styles.label}>{block.name}</span>
          {wide && block.description && <span className={styles.summary}>{block.description}</span>}
        </span>
        {ghost}
      </button>
    </Tooltip>
  );
}
