import { BookmarkPlus } from 'lucide-react';
import { useMemo, useState } from 'react';
import { AskName } from '../controls/ask-name';
import { Button } from '../controls/button';
import { Dialog } from '../controls/dialog';
import { formatAgo } from '../format/ago';
import { plural } from '../format/numbers';
import { locale } from '../language/language';
import { t } from '../language/t';
import { reportStorage } from '../store/saving';
import { keepNow } from './keep-now';
import { useLibrary, useVersions } from './use-library';
import { VersionView } from './version-view';
import styles from './versions-dialog.module.css';

interface VersionsDialogProps {
  readonly graph: string;
  readonly onClose: () => void;
}

/** How a graph was before. */
export default function VersionsDialog({ graph, onClose }: VersionsDialogProps) {
  const versions = useVersions(graph);
  const record = useLibrary()?.find(({ id }) => id === graph);
  const [chosen, setChosen] = useState<string>();
  const [naming, setNaming] = useState(false);
  const shown = versions?.find(({ id }) => id === chosen) ?? versions?.[0];
  const now = useMemo(() => Date.now(), []);
  return (
    <Dialog
      size="large"
      title={record ? t('Versions of “{title}”', { title: record.title }) : t('Versions')}
      description={t(
        'One is kept every few minutes while you edit; the older they are, the fewer stay. Named ones always stay.',
      )}
      onClose={onClose}
    >
      <div className={styles.columns}>
        <div className={styles.side}>
          <div className={styles.tools}>
            <Button icon={BookmarkPlus} onClick={() => setNaming(true)}>
              {t('Name this moment…')}
            </Button>
          </div>
          <ul className={styles.list} aria-label={t('Versions')}>
            {versions?.map((version) => (
              <li key={version.id}>
                <button
                  type="button"
                  className={styles.version}
                  aria-current={version.id === shown?.id ? 'true' : undefined}
                  onClick={() => setChosen(version.id)}
                >
                  <span className={version.name ? styles.named : undefined}>
                    {version.name ?? formatAgo(version.at, now)}
                  </span>
                  <span className={styles.quiet}>
                    {new Date(version.at).toLocaleString(locale)} · {plural(version.nodes, 'node')}
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </div>
        {shown ? (
          <VersionView key={shown.id} version={shown} />
        ) : (
          <p className={styles.none}>
            {versions
              ? t('No versions yet. The first one is kept when you have edited for a while.')
              : t('Reading…')}
          </p>
        )}
      </div>
      {naming && (
        <AskName
          title={t('Name this moment')}
          label={t('Name, e.g. “Before unfreezing”')}
          value=""
          action={t('Keep')}
          onAnswer={(name) => keepNow(graph, name).catch(reportStorage)}
          onClose={() => setNaming(false)}
        />
      )}
    </Dialog>
  );
}
