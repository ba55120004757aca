import { FilePlus, FolderOpen, Trash2 } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Button } from '../controls/button';
import { Dialog } from '../controls/dialog';
import { SearchField } from '../controls/search-field';
import { plural } from '../format/numbers';
import { t } from '../language/t';
import { newGraph, pickFile } from '../store/files';
import { reportStorage } from '../store/saving';
import { Confirmation } from './confirmation';
import { GraphCard } from './graph-card';
import type { GraphRecord } from './graph-record';
import { deleteForever } from './library';
import styles from './library-dialog.module.css';
import { PlaceList } from './place-list';
import { foldersOf, isIn, type Place, searchGraphs } from './search-graphs';
import { useLibrary } from './use-library';

/** All graphs that are kept in this browser. */
export default function LibraryDialog({ onClose }: { readonly onClose: () => void }) {
  const graphs = useLibrary();
  const [place, setPlace] = useState<Place>({ type: 'all' });
  const [query, setQuery] = useState('');
  const [doomed, setDoomed] = useState<readonly GraphRecord[]>([]);
  const shown = useMemo(() => searchGraphs(graphs ?? [], query, place), [graphs, query, place]);
  const folders = useMemo(() => foldersOf(graphs ?? []), [graphs]);
  const trash = graphs?.filter((graph) => isIn(graph, { type: 'trash' })) ?? [];
  return (
    <Dialog
      size="large"
      title={t('Library')}
      description={t('Your graphs, kept in this browser on this machine. Each saves itself as you edit.')}
      onClose={onClose}
    >
      <div className={styles.columns}>
        <PlaceList graphs={graphs ?? []} folders={folders} place={place} onChange={setPlace} />
        <div className={styles.main}>
          <div className={styles.tools}>
            <div className={styles.search}>
              <SearchField label={t('Search graphs')} value={query} onChange={setQuery} />
            </div>
            {place.type === 'trash' ? (
              <Button icon={Trash2} disabled={trash.length === 0} onClick={() => setDoomed(trash)}>
                {t('Empty the trash')}
              </Button>
            ) : (
              <>
                <Button icon={FilePlus} onClick={newGraph}>
                  {t('New graph')}
                </Button>
                <Button icon={FolderOpen} onClick={pickFile}>
                  {t('Open file…')}
                </Button>
              </>
            )}
          </div>
          <ul className={styles.grid} aria-label={t('Graphs')}>
            {shown.map((graph) => (
              <GraphCard key={graph.id} graph={graph} folders={folders} onDelete={() => setDoomed([graph])} />
            ))}
          </ul>
          {graphs && shown.length === 0 && <p className={styles.none}>{nothingText(place, query)}</p>}
        </div>
      </div>
      {doomed.length > 0 && (
        <Confirmation
          question={
            doomed.length === 1
              ? t('Delete “{title}” for good?', { title: doomed[0]?.title })
              : t('Delete {graphs} for good?', { graphs: plural(doomed.length, 'graph') })
          }
          lost={t('All versions of it go too. This cannot be undone.')}
          onConfirm={() => {
            setDoomed([]);
            deleteForever(doomed.map(({ id }) => id)).catch(reportStorage);
          }}
          onCancel={() => setDoomed([])}
        />
      )}
    </Dialog>
  );
}

function nothingText(place: Place, query: string): string {
  if (query.trim() !== '')
    return t('No graph here has “{trim}” in its title, nodes or description.', { trim: query.trim() });
  return place.type === 'trash' ? t('The trash is empty.') : t('Nothing here yet.');
}
