import { Check, CloudOff, Ellipsis } from 'lucide-react';
import { t } from '../language/t';
import { type SaveState, useEditor } from '../store/editor-store';
import styles from './top-bar.module.css';

const LOOKS: Readonly<Record<SaveState, { readonly icon: typeof Check; readonly text: string }>> = {
  saved: { icon: Check, text: t('Saved in this browser') },
  unsaved: { icon: Ellipsis, text: t('Saving…') },
  saving: { icon: Ellipsis, text: t('Saving…') },
  failed: { icon: CloudOff, text: t('Not saved') },
};

/** Whether the last edit is on the disk. */
export function SaveMark() {
  const state = useEditor((editor) => editor.saveState);
  const { icon: Icon, text } = LOOKS[state];
  return (
    <span className={styles.saved} data-state={state} title={text}>
      <Icon size={13} role="img" aria-label={text} />
    </span>
  );
}
