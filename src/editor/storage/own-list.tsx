import { Trash2 } from 'lucide-react';
import { IconButton } from '../controls/button';
import { formatBytes } from '../format/numbers';
import { t } from '../language/t';
import { currentDocument } from '../store/editor-store';
import { graphsUsing, type StoredThing } from './removal';
import styles from './storage-dialog.module.css';
import { sumBytes } from './storage-groups';

interface OwnListProps {
  readonly kind: 'images' | 'models';
  readonly title: string;
  readonly help: string;
  readonly things: readonly StoredThing[];
  readonly onRemove: (thing: StoredThing) => void;
}

/** What the user made or brought. Unlike results, nothing brings it back. */
export function OwnList({ kind, title, help, things, onRemove }: OwnListProps) {
  if (things.length === 0) return null;
  return (
    <section aria-label={title}>
      <header className={styles.group}>
        <i className={styles.swatch} data-kind={kind} aria-hidden />
        <h3>{title}</h3>
        <span className={styles.quiet}>{help}</span>
        <span className={styles.size}>{formatBytes(sumBytes(things))}</span>
      </header>
      <ul className={styles.list}>
        {things.map((thing) => (
          <li key={thing.id}>
            <span className={styles.name}>
              {thing.name}
              {graphsUsing(thing.id, [currentDocument()]).length > 0 && (
                <span className={styles.badge}>{t('this graph')}</span>
              )}
            </span>
            <span />
            <span className={styles.size}>{formatBytes(thing.bytes)}</span>
            <IconButton
              icon={Trash2}
              size={14}
              label={t('Remove {name}', { name: thing.name })}
              onClick={() => onRemove(thing)}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
