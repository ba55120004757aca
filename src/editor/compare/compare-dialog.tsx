import { ArrowLeftRight, FileUp } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { GraphDocument } from '../../graph/document';
import { IconButton } from '../controls/button';
import { Dialog } from '../controls/dialog';
import { Select } from '../controls/select';
import { t } from '../language/t';
import { useLibrary, useVersions } from '../library/use-library';
import { useEditor } from '../store/editor-store';
import { pickGraph } from '../store/files';
import styles from './compare-dialog.module.css';
import { DiffView } from './diff-view';
import { sideOptions } from './side-options';
import { documentOf, type Side } from './sides';

interface CompareDialogProps {
  readonly before: Side;
  readonly after: Side;
  readonly onClose: () => void;
}

/** Two graphs side by side: versions, graphs of the library, files. */
export default function CompareDialog({ onClose, ...start }: CompareDialogProps) {
  const [before, setBefore] = useState(start.before);
  const [after, setAfter] = useState(start.after);
  const old = useDocument(before);
  const now = useDocument(after);
  return (
    <Dialog
      size="medium"
      title={t('Compare')}
      description={t('What leads from the first graph to the second.')}
      onClose={onClose}
    >
      <div className={styles.sides}>
        <SideSelect label={t('From')} side={before} onChange={setBefore} />
        <IconButton
          icon={ArrowLeftRight}
          label={t('Swap')}
          onClick={() => {
            setBefore(after);
            setAfter(before);
          }}
        />
        <SideSelect label={t('To')} side={after} onChange={setAfter} />
      </div>
      <div className={styles.body}>
        {old && now ? (
          <DiffView before={old} after={now} />
        ) : (
          <p className={styles.quiet}>{whyNothing([before, after], [old, now])}</p>
        )}
      </div>
    </Dialog>
  );
}

/** `undefined` while it is read, `null` when it cannot be. */
type Found = GraphDocument | null | undefined;

/** Why there is nothing to compare. */
function whyNothing(sides: readonly Side[], found: readonly Found[]): string {
  if (sides.some(({ type }) => type === 'none'))
    return t('Choose what to compare with: a version, another graph, or a file.');
  return found.includes(null) ? t('One of them is gone.') : t('Reading…');
}

function useDocument(side: Side): Found {
  const [document, setDocument] = useState<GraphDocument | null>();
  useEffect(() => {
    let isShown = true;
    documentOf(side).then(
      (found) => isShown && setDocument(found ?? null),
      () => isShown && setDocument(null),
    );
    return () => {
      isShown = false;
    };
  }, [side]);
  return document;
}

interface SideSelectProps {
  readonly label: string;
  readonly side: Side;
  readonly onChange: (side: Side) => void;
}

function SideSelect({ label, side, onChange }: SideSelectProps) {
  const graphId = useEditor((state) => state.graphId);
  const title = useEditor((state) => state.history.present.title);
  const graphs = useLibrary();
  const versions = useVersions(side.type === 'version' ? side.graph : graphId);
  if (!graphs || !versions) return <div className={styles.side} />;
  const options = sideOptions(side, { id: graphId, title }, graphs, versions);
  return (
    <div className={styles.side}>
      <span className={styles.label}>{label}</span>
      <Select
        label={label}
        value={JSON.stringify(side)}
        options={options.map((option) => ({ ...option, value: JSON.stringify(option.side) }))}
        onChange={(value) => {
          const chosen = options.find((option) => JSON.stringify(option.side) === value);
          if (chosen) onChange(chosen.side);
        }}
      />
      <IconButton
        icon={FileUp}
        label={t('{label}: a file…', { label })}
        onClick={() => pickGraph((document, name) => onChange({ type: 'file', name, document }))}
      />
    </div>
  );
}
