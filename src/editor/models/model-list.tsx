import { Package, Upload } from 'lucide-react';
import type { LibraryEntry } from '../../worker/api';
import { Button } from '../controls/button';
import { t } from '../language/t';
import { useEditor } from '../store/editor-store';
import { DamagedItem } from './damaged-item';
import { ModelItem } from './model-item';
import styles from './models-dialog.module.css';

interface ModelListProps {
  /** The id of the one that was just kept. */
  readonly newest?: string;
  /** Makes it the network of the node that asked; absent where none did. */
  readonly onUse?: (entry: LibraryEntry) => void;
  /** The id of the model that this node has now. */
  readonly inUse?: string;
  readonly onLoad: () => void;
}

/** What is in the library, newest first, with where it comes from. */
export function ModelList({ newest, onUse, inUse, onLoad }: ModelListProps) {
  const models = useEditor((state) => state.userModels);
  const damaged = useEditor((state) => state.damagedModels);
  if (models.size + damaged.length === 0) return <Nothing onLoad={onLoad} />;
  return (
    <ul className={styles.list}>
      {damaged.map((entry) => (
        <DamagedItem key={entry.id} entry={entry} />
      ))}
      {[...models.values()].map((entry) => (
        <ModelItem
          key={entry.info.id}
          entry={entry}
          isNew={entry.info.id === newest}
          isInUse={entry.info.id === inUse}
          onUse={onUse}
        />
      ))}
    </ul>
  );
}

function Nothing({ onLoad }: Pick<ModelListProps, 'onLoad'>) {
  return (
    <div className={styles.nothing}>
      <Package size={26} aria-hidden />
      <p>
        {t(
          'No models of your own yet. Load weights that you have or that others published, or train a network and save it: in the results of a Train node, press “Save to library”.',
        )}
      </p>
      <Button tone="primary" icon={Upload} onClick={onLoad}>
        {t('Load weights')}
      </Button>
    </div>
  );
}
