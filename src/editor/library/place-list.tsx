import { Folder, Library, type LucideIcon, Trash2 } from 'lucide-react';
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
    <nav aria-label="Folders" className={styles.places}>
      <ul>
        {item('all', Library, 'All graphs', { type: 'all' })}
        {folders.map((name) => item(`folder ${name}`, Folder, name, { type: 'folder', name }))}
        {item('trash', Trash2, 'Trash', { type: 'trash' })}
      </ul>
    </nav>
  );
}
