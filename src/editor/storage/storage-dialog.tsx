import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { StorageReport } from '../../worker/api';
import { Button } from '../controls/button';
import { Dialog } from '../controls/dialog';
import { formatBytes } from '../format/numbers';
import { ProblemList } from '../inspector/problem-list';
import { t } from '../language/t';
import { OfflineList } from '../offline/offline-list';
import { useEditor } from '../store/editor-store';
import { OwnList } from './own-list';
import { type Removal, removalText } from './removal';
import { ResultList } from './result-list';
import styles from './storage-dialog.module.css';
import { groupResults, sumBytes } from './storage-groups';
import { UsageBar } from './usage-bar';
import { removalOf, useStorage } from './use-storage';

/** What Graft keeps on this machine, how large it is, and the way to clear it. */
export default function StorageDialog({ onClose }: { readonly onClose: () => void }) {
  const { report, remove } = useStorage();
  const [removal, setRemoval] = useState<Removal>();
  const confirm = (wanted: Removal) => {
    setRemoval(undefined);
    void remove(wanted);
  };
  return (
    <Dialog
      title={t('Storage')}
      description={t('What Graft keeps in this browser, on this machine. Nothing leaves it.')}
      size="medium"
      onClose={onClose}
    >
      <div className={styles.body}>
        {report ? <Contents report={report} onRemove={setRemoval} /> : <p>{t('Looking…')}</p>}
        <OfflineList />
      </div>
      {removal ? (
        <Confirmation
          removal={removal}
          onConfirm={() => confirm(removal)}
          onCancel={() => setRemoval(undefined)}
        />
      ) : (
        <Footer report={report} onRemove={setRemoval} />
      )}
    </Dialog>
  );
}

interface PartProps {
  readonly report: StorageReport;
  readonly onRemove: (removal: Removal) => void;
}

function Contents({ report, onRemove }: PartProps) {
  const plan = useEditor((state) => state.analysis?.plan);
  const ofThisGraph = new Set(plan?.steps.map(({ key }) => key));
  const groups = groupResults(report.results);
  return (
    <>
      {report.problem && <ProblemList problems={[report.problem]} ofOneNode />}
      <UsageBar report={report} />
      {groups.length + report.datasets.length + report.models.length === 0 && !report.problem && (
        <p className={styles.empty}>
          {t(
            'Nothing is stored yet. What a run computes is kept here, so that no run has to compute it again.',
          )}
        </p>
      )}
      {groups.map((group) => (
        <ResultList
          key={group.kind}
          group={group}
          ofThisGraph={ofThisGraph}
          onRemove={(results) => onRemove({ type: 'results', results })}
        />
      ))}
      <OwnList
        kind="images"
        title={t('Your images')}
        help={t('The datasets that you made. They stay until you remove them.')}
        things={report.datasets}
        onRemove={(images) => void removalOf('images', images).then(onRemove)}
      />
      <OwnList
        kind="models"
        title={t('Your models')}
        help={t('Weights that you loaded and networks that you saved. They stay until you remove them.')}
        things={report.models}
        onRemove={(model) => void removalOf('model', model).then(onRemove)}
      />
    </>
  );
}

function Footer({
  report,
  onRemove,
}: {
  readonly report?: StorageReport;
  readonly onRemove: PartProps['onRemove'];
}) {
  const results = report?.results ?? [];
  return (
    <footer className={styles.footer}>
      <p className={styles.quiet}>{t('The least recently used results make way by themselves.')}</p>
      <Button
        icon={Trash2}
        disabled={results.length === 0}
        onClick={() => onRemove({ type: 'results', results })}
      >
        {t('Clear all results')}
        {results.length > 0 && ` (${formatBytes(sumBytes(results))})`}
      </Button>
    </footer>
  );
}

interface ConfirmationProps {
  readonly removal: Removal;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
}

function Confirmation({ removal, onConfirm, onCancel }: ConfirmationProps) {
  const { question, lost } = removalText(removal);
  return (
    <footer className={styles.footer} role="alertdialog" aria-label={question} data-asks>
      <div>
        <p className={styles.question}>{question}</p>
        <p className={styles.quiet}>{lost}</p>
      </div>
      <div className={styles.answers}>
        <Button autoFocus onClick={onCancel}>
          {t('Keep')}
        </Button>
        <Button tone="danger" onClick={onConfirm}>
          {t('Remove')}
        </Button>
      </div>
    </footer>
  );
}
