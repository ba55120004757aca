import { Trash2 } from 'lucide-react';
import { IconButton } from '../controls/button';
import { formatBytes } from '../format/numbers';
import { currentDocument } from '../store/editor-store';
import { graphsUsing, type StoredImages } from './removal';
import styles from './storage-dialog.module.css';
import { sumBytes } from './storage-groups';

interface ImageListProps {
  readonly datasets: readonly StoredImages[];
  readonly onRemove: (images: StoredImages) => void;
}

/** The datasets that the user made. Unlike results, nothing brings them back. */
export function ImageList({ datasets, onRemove }: ImageListProps) {
  if (datasets.length === 0) return null;
  return (
    <section aria-label="Your images">
      <header className={styles.group}>
        <i className={styles.swatch} data-kind="images" aria-hidden />
        <h3>Your images</h3>
        <span className={styles.quiet}>The datasets that you made. They stay until you remove them.</span>
        <span className={styles.size}>{formatBytes(sumBytes(datasets))}</span>
      </header>
      <ul className={styles.list}>
        {datasets.map((images) => (
          <li key={images.id}>
            <span className={styles.name}>
              {images.name}
              {graphsUsing(images.id, [currentDocument()]).length > 0 && (
                <span className={styles.badge}>this graph</span>
              )}
            </span>
            <span />
            <span className={styles.size}>{formatBytes(images.bytes)}</span>
            <IconButton
              icon={Trash2}
              size={14}
              label={`Remove ${images.name}`}
              onClick={() => onRemove(images)}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
