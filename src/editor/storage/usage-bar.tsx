import type { StorageReport } from '../../worker/api';
import { formatBytes } from '../format/numbers';
import { t } from '../language/t';
import styles from './storage-dialog.module.css';
import { sumBytes, usageParts } from './storage-groups';

/** How much room everything takes, of what the browser allows. */
export function UsageBar({ report }: { readonly report: StorageReport }) {
  const { parts, whole } = usageParts(report);
  const used = sumBytes(parts);
  return (
    <div>
      <p className={styles.used}>
        <b>{formatBytes(used)}</b>{' '}
        {t('used of {whole} that this browser allows.', { whole: formatBytes(whole) })}
        {report.budget > 0 && t(' Results may take up to {budget}.', { budget: formatBytes(report.budget) })}
      </p>
      <div
        className={styles.bar}
        role="img"
        aria-label={
          parts.map(({ label, bytes }) => `${label}: ${formatBytes(bytes)}`).join(', ') || t('Empty')
        }
      >
        {parts.map(({ kind, label, bytes, share }) => (
          <div
            key={kind}
            data-kind={kind}
            title={`${label}: ${formatBytes(bytes)}`}
            style={{ width: `${share * 100}%` }}
          />
        ))}
      </div>
    </div>
  );
}
