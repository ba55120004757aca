import { Check, ChevronDown } from 'lucide-react';
import { Select as Radix } from 'radix-ui';
import type { Option } from '../../plan/params';
import { t } from '../language/t';
import { LongSelect } from './long-select';
import styles from './select.module.css';

export interface SelectProps {
  readonly id?: string;
  readonly label: string;
  /** The id of what says more about it. */
  readonly describedBy?: string;
  readonly value: string;
  readonly options: readonly Option[];
  readonly disabled?: boolean;
  readonly onChange: (value: string) => void;
}

/** Radix keeps the empty string for "nothing chosen"; here it is a choice like any other. */
const EMPTY = ' ';
const outer = (value: string) => (value === EMPTY ? '' : value);
const inner = (value: string) => (value === '' ? EMPTY : value);

/** Of more options one does not see them all, and searches. */
const MOST_LISTED = 40;

export function Select(props: SelectProps) {
  const { id, label, describedBy, value, options, disabled, onChange } = props;
  const known = options.some((option) => option.value === value);
  const shown = known
    ? options
    : [{ value, label: t('{value} (not available)', { value: value || t('Nothing') }) }, ...options];
  if (shown.length > MOST_LISTED) {
    return <LongSelect {...props} options={shown} />;
  }
  return (
    <Radix.Root value={inner(value)} disabled={disabled} onValueChange={(next) => onChange(outer(next))}>
      <Radix.Trigger id={id} aria-label={label} aria-describedby={describedBy} className={styles.trigger}>
        <span className={styles.value}>
          <Radix.Value />
        </span>
        <Radix.Icon>
          <ChevronDown size={15} />
        </Radix.Icon>
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content className={styles.content} position="popper" sideOffset={4} collisionPadding={8}>
          <Radix.Viewport>
            {shown.map((option) => (
              <Radix.Item key={option.value} value={inner(option.value)} className={styles.item}>
                <div className={styles.text}>
                  <Radix.ItemText>{option.label}</Radix.ItemText>
                  {option.help && <span className={styles.help}>{option.help}</span>}
                </div>
                <Radix.ItemIndicator>
                  <Check size={14} />
                </Radix.ItemIndicator>
              </Radix.Item>
            ))}
          </Radix.Viewport>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
