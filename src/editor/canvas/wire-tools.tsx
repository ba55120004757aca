import { Plus, X } from 'lucide-react';
import { insertNodeCommand } from '../commands/wires';
import { Tooltip } from '../controls/tooltip';
import { t } from '../language/t';
import { deleteSelected } from '../store/edit';
import styles from './wire.module.css';
import type { Point } from './wire-route';

interface WireToolsProps {
  /** What the wire joins, for those who do not see. */
  readonly name: string;
  readonly at: Point;
}

/** On the selected wire: insert a node, delete it. */
export function WireTools({ name, at }: WireToolsProps) {
  return (
    <div
      className={`${styles.tools} nodrag nopan`}
      style={{ transform: `translate(-50%, -50%) translate(${at.x}px, ${at.y}px)` }}
    >
      <Tooltip text={t('Insert a node here')} hint="I" side="top">
        <button
          type="button"
          className={styles.tool}
          aria-label={t('Insert a node on the wire from {name}', { name })}
          onClick={insertNodeCommand.run}
        >
          <Plus size={13} aria-hidden />
        </button>
      </Tooltip>
      <button
        type="button"
        className={`${styles.tool} ${styles.remove}`}
        aria-label={t('Delete the wire from {name}', { name })}
        onClick={deleteSelected}
      >
        <X size={12} aria-hidden />
      </button>
    </div>
  );
}
