import { Trash2 } from 'lucide-react';
import type { StoredResult } from '../../worker/api';
import { IconButton } from '../controls/button';
import { formatAgo } from '../format/ago';
import { formatBytes } from '../format/numbers';
import { t, translated } from '../language/t';
import styles from './storage-dialog.module.css';
import type { ResultGroup } from './storage-groups';

interface ResultListProps {
  readonly group: ResultGroup;
  /** Content keys of the steps of the open graph. */
  readonly ofThisGraph: ReadonlySet<string>;
  readonly onRemove: (results: readonly StoredResult[]) => void;
}

/** The stored results of one kind, each with its size and when it was last used. */
export function ResultList({ group, ofThisGraph, onRemove }: ResultListProps) {
  const { title, help, bytes, results, kind } = group;
  const now = Date.now();
  return (
    <section aria-label={title}>
      <header className={styles.group}>
        <i className={styles.swatch} data-kind={kind} aria-hidden />
        <h3>{title}</h3>
        <span className={styles.quiet}>{help}</span>
        <span className={styles.size}>{formatBytes(bytes)}</span>
      </header>
      <ul className={styles.list}>
        {results.map((result) => (
          <li key={result.key}>
            <span className={styles.name}>
              {translated(result.label)}
              {ofThisGraph.has(result.step) && <span className={styles.badge}>{t('this graph')}</span>}
            </span>
            <span className={styles.quiet}>{formatAgo(result.usedAt, now)}</span>
            <span className={styles.size}>{formatBytes(result.bytes)}</span>
            <IconButton
              icon={Trash2}
              size={14}
              label={t('Remove {label}', { label: translated(result.label) })}
              onClick={() => onRemove([result])}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
