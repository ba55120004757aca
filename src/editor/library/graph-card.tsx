import { Ellipsis, RotateCcw, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { AskName } from '../controls/ask-name';
import { Button, IconButton } from '../controls/button';
import { formatAgo } from '../format/ago';
import { plural } from '../format/numbers';
import { t } from '../language/t';
import { SketchPicture } from '../picture/graph-picture';
import { useEditor } from '../store/editor-store';
import { reportStorage } from '../store/saving';
import { openGraph } from '../store/session';
import { GraphMenu } from './graph-menu';
import type { GraphRecord } from './graph-record';
import { moveToFolder, restoreFromTrash } from './library';
import { renameGraph } from './library-actions';
import styles from './library-dialog.module.css';

interface GraphCardProps {
  readonly graph: GraphRecord;
  readonly folders: readonly string[];
  readonly onDelete: () => void;
}

export function GraphCard({ graph, folders, onDelete }: GraphCardProps) {
  const [asking, setAsking] = useState<'title' | 'folder'>();
  const isOpen = useEditor((state) => state.graphId === graph.id);
  const isTrashed = graph.trashedAt !== undefined;
  const about = [
    plural(graph.nodes, 'node'),
    isTrashed
      ? t('deleted {trashedAt}', { trashedAt: formatAgo(graph.trashedAt, Date.now()) })
      : formatAgo(graph.savedAt, Date.now()),
    graph.folder,
  ].filter(Boolean);
  const face = (
    <>
      <SketchPicture sketch={graph.sketch} />
      <span className={styles.title}>{graph.title}</span>
      <span className={styles.quiet}>{about.join(' · ')}</span>
    </>
  );
  return (
    <li className={styles.card} data-open={isOpen}>
      {isTrashed ? (
        <div className={styles.face}>{face}</div>
      ) : (
        <button type="button" className={styles.face} onClick={() => void openGraph(graph.id)}>
          {face}
        </button>
      )}
      {isOpen && <span className={styles.badge}>{t('Open')}</span>}
      {isTrashed ? (
        <div className={styles.trashed}>
          <Button icon={RotateCcw} onClick={() => restoreFromTrash(graph.id).catch(reportStorage)}>
            {t('Restore')}
          </Button>
          <IconButton
            icon={Trash2}
            label={t('Delete {title} for good', { title: graph.title })}
            onClick={onDelete}
          />
        </div>
      ) : (
        <div className={styles.more}>
          <GraphMenu
            graph={graph}
            trigger={<IconButton icon={Ellipsis} label={t('More for {title}', { title: graph.title })} />}
            onAsk={setAsking}
          />
        </div>
      )}
      {asking === 'title' && (
        <AskName
          title={t('Rename the graph')}
          label={t('Title')}
          value={graph.title}
          action={t('Rename')}
          onAnswer={(title) => renameGraph(graph.id, title).catch(reportStorage)}
          onClose={() => setAsking(undefined)}
        />
      )}
      {asking === 'folder' && (
        <AskName
          title={t('Move to a folder')}
          label={t('Folder: a new one, one that exists, or none')}
          value={graph.folder}
          action={t('Move')}
          suggestions={folders}
          optional
          onAnswer={(folder) => moveToFolder(graph.id, folder).catch(reportStorage)}
          onClose={() => setAsking(undefined)}
        />
      )}
    </li>
  );
}
