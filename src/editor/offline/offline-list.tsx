import { CloudDownload, Hourglass } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import type { OfflineAnswer, OfflineGroup, OfflineRequest } from '../../offline/protocol';
import { shippedBackbones, shippedDatasets } from '../../plan/shipped';
import { Button } from '../controls/button';
import { formatBytes } from '../format/numbers';
import { t } from '../language/t';
import { notify } from '../store/notices';
import styles from './offline-list.module.css';
import { askOffline } from './register';

/** What works without a network, and the way to have more of it. */
export function OfflineList() {
  const [groups, setGroups] = useState<readonly OfflineGroup[]>();
  const [busy, setBusy] = useState<string>();
  const ask = useCallback(async (request: OfflineRequest) => {
    const answer: OfflineAnswer | undefined = await askOffline(request).catch(() => undefined);
    if (answer?.type === 'status') setGroups(answer.groups);
    if (answer?.type === 'failed') {
      notify({ tone: 'error', text: t('It could not be kept for offline use.'), detail: answer.message });
    }
    setBusy(undefined);
  }, []);
  useEffect(() => void ask({ type: 'status' }), [ask]);
  if (!groups) return null;
  return (
    <section className={styles.section}>
      <h3 className={styles.heading}>{t('Without a network')}</h3>
      <p className={styles.quiet}>
        {t('Graft itself and your own graphs, images and models work offline. Of what ships with it:')}
      </p>
      <ul className={styles.list}>
        {groups.map(({ name, bytes, ready }) => (
          <li key={name}>
            <span>{labelOf(name)}</span>
            <span className={styles.size}>{formatBytes(bytes)}</span>
            {ready ? (
              <span className={styles.ready}>{t('ready')}</span>
            ) : (
              <Button
                icon={busy === name ? Hourglass : CloudDownload}
                disabled={busy !== undefined}
                onClick={() => {
                  setBusy(name);
                  void ask({ type: 'keep', group: name });
                }}
              >
                {busy === name ? t('Fetching…') : t('Keep')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function labelOf(group: string): string {
  const [kind, id = ''] = group.split('/');
  if (kind === 'data') return shippedDatasets.find((data) => data.id.split('@')[0] === id)?.name ?? id;
  if (kind === 'models') return shippedBackbones.find((model) => model.id === id)?.label ?? id;
  return 'Graft';
}
