import { useEffect, useId, useState } from 'react';
import { formatParam } from '../format/numbers';
import styles from './field.module.css';

interface NumberFieldProps {
  readonly id?: string;
  readonly label: string;
  /** The id of what says more about it. */
  readonly describedBy?: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly integer?: boolean;
  readonly unit?: string;
  readonly onChange: (value: number) => void;
}

/** Takes what is typed on Enter or when left; arrows step. What is no number is put back. */
export function NumberField(props: NumberFieldProps) {
  const { id, label, describedBy, value, min, max, step, integer, unit, onChange } = props;
  const unitId = useId();
  const [text, setText] = useState(formatParam(value));
  useEffect(() => setText(formatParam(value)), [value]);

  const take = (wanted: number) => {
    if (!Number.isFinite(wanted)) return setText(formatParam(value));
    const whole = integer ? Math.round(wanted) : wanted;
    const next = Math.min(max, Math.max(min, Number(whole.toPrecision(12))));
    setText(formatParam(next));
    if (next !== value) onChange(next);
  };

  return (
    <span className={styles.number}>
      <input
        id={id}
        aria-label={label}
        aria-describedby={[unit && unitId, describedBy].filter(Boolean).join(' ') || undefined}
        className={styles.input}
        inputMode="decimal"
        value={text}
        onChange={(event) => setText(event.target.value)}
        onBlur={() => text !== formatParam(value) && take(readNumber(text))}
        onKeyDown={(event) => {
          if (event.key === 'Enter') take(readNumber(text));
          if (event.key === 'Escape') setText(formatParam(value));
          if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
          event.preventDefault();
          const by = (event.key === 'ArrowUp' ? step : -step) * (event.shiftKey ? 10 : 1);
          take(readNumber(text) + by);
        }}
      />
      {unit && (
        <span id={unitId} className={styles.unit}>
          {unit}
        </span>
      )}
    </span>
  );
}

/** Also with a decimal comma. */
const readNumber = (text: string): number =>
  text.trim() === '' ? Number.NaN : Number(text.trim().replace(',', '.'));
