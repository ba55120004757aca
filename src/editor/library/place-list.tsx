import { Folder, Library, type LucideIcon, Trash2 } from 'lucide-react';
import { t } from '../language/t';
import type { GraphRecord } from './graph-record';
import styles from './library-dialog.module.css';
import { isIn, type Place } from './search-graphs';

interface PlaceListProps {
  readonly graphs: readonly GraphRecord[];
  readonly folders: readonly string[];
  readonly place: Place;
  readonly onChange: (place: Place) => void;
}

export function PlaceList({ graphs, folders, place, onChange }: PlaceListProps) {
  const item = (key: string, icon: LucideIcon, label: string, target: Place) => {
    const Icon = icon;
    return (
      <li key={key}>
        <button
          type="button"
          className={styles.place}
          aria-current={JSON.stringify(target) === JSON.stringify(place) ? 'true' : undefined}
          onClick={() => onChange(target)}
        >
          <Icon size={15} aria-hidden />
          <span>{label}</span>
          <span className={styles.count}>{graphs.filter((graph) => isIn(graph, target)).length}</span>
        </button>
      </li>
    );
  };
  return (
    <nav aria-label={t('Folders')} className={styles.places}>
      <ul>
        {item('all', Library, t('All graphs'), { type: 'all' })}
        {folders.map((name) => item(t('folder {name}', { name }), Folder, name, { type: 'folder', name }))}
        {item('trash', Trash2, t('Trash'), { type: 'trash' })}
      </ul>
    </nav>
  );
}
