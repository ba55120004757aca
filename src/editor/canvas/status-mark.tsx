import {
  Ban,
  Check,
  CircleDashed,
  CircleSlash,
  LoaderCircle,
  Minus,
  Pause,
  TriangleAlert,
  Zap,
} from 'lucide-react';
import { Tooltip } from '../controls/tooltip';
import { t } from '../language/t';
import type { NodeStatus } from '../store/node-run';
import styles from './status-mark.module.css';

const MARKS = {
  queued: { icon: CircleDashed, text: t('Waiting for its turn') },
  running: { icon: LoaderCircle, text: t('Running') },
  done: { icon: Check, text: t('Done') },
  cached: { icon: Zap, text: t('Done: taken from the cache') },
  failed: { icon: TriangleAlert, text: t('Failed') },
  skipped: { icon: Minus, text: t('Not needed: what would use it is stored, or cannot run') },
  blocked: { icon: Ban, text: t('Not run: a node before it failed') },
  paused: { icon: Pause, text: t('Paused: it goes on from here') },
  cancelled: { icon: CircleSlash, text: t('Cancelled') },
} as const;

/** A small sign of where a node is in the run; nothing when it has not run. */
export function StatusMark({ status }: { readonly status: NodeStatus }) {
  if (status === 'idle') return null;
  const { icon: Icon, text } = MARKS[status];
  return (
    <Tooltip text={text} side="top">
      <span className={styles.mark} data-status={status} role="img" aria-label={text}>
        <Icon size={13} strokeWidth={2.4} aria-hidden />
      </span>
    </Tooltip>
  );
}
