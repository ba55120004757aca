import { Ban, Redo } from 'lucide-react';
import type { Off } from '../../plan/switched-off';
import { Tooltip } from '../controls/tooltip';
import { t } from '../language/t';
import styles from './off-mark.module.css';

const MARKS = {
  bypass: { icon: Redo, label: t('Bypassed'), text: t('Hands on what enters it, as if it were not there') },
  mute: { icon: Ban, label: t('Muted'), text: t('Neither it nor what depends on it is run') },
  'after-mute': { icon: Ban, label: t('Off'), text: t('Not run: it depends on a muted node') },
} as const;

/** Says that a node does no work, and why. */
export function OffMark({ off }: { readonly off: Off }) {
  const { icon: Icon, label, text } = MARKS[off];
  return (
    <Tooltip text={text} side="top">
      <span className={styles.mark} data-off={off}>
        <Icon size={12} strokeWidth={2.4} aria-hidden />
        <span className="visually-hidden">{label}</span>
      </span>
    </Tooltip>
  );
}
