import { BookmarkPlus, FilePlus, RotateCcw, Trash2 } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { GraphDocument } from '../../graph/document';
import { DiffView } from '../compare/diff-view';
import { AskName } from '../controls/ask-name';
import { Button } from '../controls/button';
import { t, translated } from '../language/t';
import { GraphPicture } from '../picture/graph-picture';
import { useEditor } from '../store/editor-store';
import { wayBack } from '../store/files';
import { notify } from '../store/notices';
import { reportStorage } from '../store/saving';
import { openDocument, openGraph, replaceDocument } from '../store/session';
import { Confirmation } from './confirmation';
import type { GraphVersion } from './graph-record';
import { deleteVersion, keepVersion, readVersion, renameVersion } from './library';
import styles from './versions-dialog.module.css';

/** A version: its picture, what is different in the open graph, and what can be done with it. */
export function VersionView({ version }: { readonly version: GraphVersion }) {
  const parsed = useMemo(() => readVersion(version), [version]);
  const [naming, setNaming] = useState(false);
  const [deleting, setDeleting] = useState(false);
  const isOpen = useEditor((state) => state.graphId === version.graph);
  const present = useEditor((state) => state.history.present);
  if (!parsed.ok) return <p className={styles.none}>{translated(parsed.problems[0]?.message ?? '')}</p>;
  const { document } = parsed;
  return (
    <div className={styles.view}>
      <div className={styles.actions}>
        <Button tone="primary" icon={RotateCcw} onClick={() => void restore(version, document)}>
          {t('Restore')}
        </Button>
        <Button icon={FilePlus} onClick={() => openCopy(document)}>
          {t('Open as a new graph')}
        </Button>
        <Button icon={BookmarkPlus} onClick={() => setNaming(true)}>
          {version.name ? t('Rename…') : t('Name…')}
        </Button>
        <Button icon={Trash2} onClick={() => setDeleting(true)}>
          {t('Delete…')}
        </Button>
      </div>
      <div className={styles.scroll}>
        <GraphPicture document={document} />
        {isOpen && (
          <>
            <h3 className={styles.heading}>{t('What has changed since')}</h3>
            <DiffView before={document} after={present} />
          </>
        )}
      </div>
      {deleting && (
        <Confirmation
          question={t('Delete this version for good?')}
          lost={t('The graph and its other versions stay.')}
          onConfirm={() => deleteVersion(version).catch(reportStorage)}
          onCancel={() => setDeleting(false)}
        />
      )}
      {naming && (
        <AskName
          title={t('Name the version')}
          label={t('Name. Without one, it may be thinned out in time.')}
          value={version.name ?? ''}
          action={t('Name')}
          optional
          onAnswer={(name) => renameVersion(version, name).catch(reportStorage)}
          onClose={() => setNaming(false)}
        />
      )}
    </div>
  );
}

/** What is there now is kept as a version first, and is one undo away. */
async function restore({ graph }: GraphVersion, document: GraphDocument): Promise<void> {
  try {
    if (useEditor.getState().graphId !== graph) await openGraph(graph);
    await keepVersion(graph, useEditor.getState().history.present);
    replaceDocument(document);
    notify({ tone: 'success', text: t('The version is restored. What was there before is a version now.') });
  } catch (error) {
    reportStorage(error);
  }
}

function openCopy(document: GraphDocument): void {
  const left = openDocument({ ...document, title: t('{title} (earlier)', { title: document.title }) });
  notify({ tone: 'success', text: t('The version is open as a graph of its own.'), action: wayBack(left) });
}
