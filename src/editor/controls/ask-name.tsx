import { useId, useState } from 'react';
import { t } from '../language/t';
import styles from './ask-name.module.css';
import { Button } from './button';
import { Dialog } from './dialog';
import field from './field.module.css';

interface AskNameProps {
  readonly title: string;
  readonly label: string;
  readonly value: string;
  /** What the button says. */
  readonly action: string;
  /** Offered while typing. */
  readonly suggestions?: readonly string[];
  /** May the answer be nothing? */
  readonly optional?: boolean;
  readonly onAnswer: (name: string) => void;
  readonly onClose: () => void;
}

/** Asks for one line of text. */
export function AskName({
  title,
  label,
  value,
  action,
  suggestions,
  optional,
  onAnswer,
  onClose,
}: AskNameProps) {
  const [text, setText] = useState(value);
  const id = useId();
  return (
    <Dialog title={title} onClose={onClose}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          onAnswer(text.trim());
          onClose();
        }}
      >
        <label className={styles.label}>
          {label}
          <input
            autoFocus
            className={field.text}
            value={text}
            maxLength={200}
            list={suggestions && id}
            onFocus={(event) => event.target.select()}
            onChange={(event) => setText(event.target.value)}
          />
        </label>
        {suggestions && (
          <datalist id={id}>
            {suggestions.map((name) => (
              <option key={name} value={name} />
            ))}
          </datalist>
        )}
        <footer className={styles.footer}>
          <Button onClick={onClose}>{t('Cancel')}</Button>
          <Button tone="primary" type="submit" disabled={!optional && text.trim() === ''}>
            {action}
          </Button>
        </footer>
      </form>
    </Dialog>
  );
}
