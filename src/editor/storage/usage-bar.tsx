import type { StorageReport } from '../../worker/api';
import { formatBytes } from '../format/numbers';
import styles from './storage-dialog.module.css';
import { sumBytes, usageParts } from './storage-groups';

/** How much room everything takes, of what the browser allows. */
export function UsageBar({ report }: { readonly report: StorageReport }) {
  const { parts, whole } = usageParts(report);
  const used = sumBytes(parts);
  return (
    <div>
      <p className={styles.used}>
        <b>{formatBytes(used)}</b> used of {formatBytes(whole)} that this browser allows.
        {report.budget > 0 && ` Results may take up to ${formatBytes(report.budget)}.`}
      </p>
      <div
        className={styles.bar}
        role="img"
        aria-label={parts.map(({ label, bytes }) => `${label}: ${formatBytes(bytes)}`).join(', ') || 'Empty'}
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
