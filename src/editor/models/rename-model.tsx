import { type FormEvent, useState } from 'react';
import { Button } from '../controls/button';
import field from '../controls/field.module.css';
import { t } from '../language/t';
import styles from './models-dialog.module.css';

interface RenameModelProps {
  readonly label: string;
  readonly onRename: (label: string) => void;
  readonly onCancel: () => void;
}

export const LONGEST_NAME = 120;

export function RenameModel({ label, onRename, onCancel }: RenameModelProps) {
  const [text, setText] = useState(label);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() !== label) onRename(text.trim());
    else onCancel();
  };
  return (
    <form className={styles.rename} onSubmit={submit}>
      <input
        className={field.text}
        aria-label={t('New name of {label}', { label })}
        // biome-ignore lint/a11y/noAutofocus: the person just asked to type here
        autoFocus
        maxLength={LONGEST_NAME}
        value={text}
        onFocus={(event) => event.target.select()}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          // The dialog stays open.
          event.stopPropagation();
          onCancel();
        }}
      />
      <Button type="submit" tone="primary" disabled={text.trim() === ''}>
        {t('Rename')}
      </Button>
      <Button onClick={onCancel}>{t('Cancel')}</Button>
    </form>
  );
}
