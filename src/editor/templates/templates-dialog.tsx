import { Trash2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { GraphDocument } from '../../graph/document';
import { IconButton } from '../controls/button';
import { Dialog } from '../controls/dialog';
import { plural } from '../format/numbers';
import { openDocument } from '../store/session';
import { forgetRecent, type RecentGraph, recentGraphs } from '../store/session-database';
import { GraphPicture } from './graph-picture';
import { lessonLine } from './lesson-line';
import { templates } from './templates';
import styles from './templates-dialog.module.css';

/** Graphs that ship with Graft, and those that were open before. */
export function TemplatesDialog({ onClose }: { readonly onClose: () => void }) {
  const [recent, setRecent] = useState<readonly RecentGraph[]>([]);
  useEffect(() => {
    // Without storage there are none; that was said when the page was opened.
    recentGraphs().then(setRecent, () => undefined);
  }, []);
  const forget = (graph: RecentGraph) => {
    if (!window.confirm(`Delete "${graph.title}" from the recent graphs? This cannot be undone.`)) return;
    forgetRecent(graph.id).then(
      () => setRecent(recent.filter(({ id }) => id !== graph.id)),
      () => undefined,
    );
  };
  return (
    <Dialog
      size="wide"
      title="Templates"
      description="Each is a lesson that runs. Your current graph is kept among the recent ones."
      onClose={onClose}
    >
      <div className={styles.scroll}>
        <div className={styles.grid}>
          {templates.map(({ id, document }) => (
            <Card key={id} document={document} note={lessonLine(document.description)} />
          ))}
        </div>
        {recent.length > 0 && (
          <>
            <h3 className={styles.heading}>Recent graphs</h3>
            <div className={styles.grid}>
              {recent.map((graph) => (
                <div key={graph.id} className={styles.recent}>
                  <Card
                    document={graph.document}
                    note={`${new Date(graph.savedAt).toLocaleString()} · ${plural(graph.document.nodes.length, 'node')}`}
                  />
                  <IconButton
                    icon={Trash2}
                    size={14}
                    className={styles.forget}
                    label={`Delete ${graph.title}`}
                    onClick={() => forget(graph)}
                  />
                </div>
              ))}
            </div>
          </>
        )}
      </div>
    </Dialog>
  );
}

function Card({ document, note }: { readonly document: GraphDocument; readonly note: string }) {
  return (
    <button type="button" className={styles.card} onClick={() => openDocument(document)}>
      <GraphPicture document={document} />
      <span className={styles.title}>{document.title}</span>
      <span className={styles.note}>{note}</span>
    </button>
  );
}
