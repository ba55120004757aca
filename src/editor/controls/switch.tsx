import { Switch as Radix } from 'radix-ui';
import styles from './switch.module.css';

interface SwitchProps {
  readonly id?: string;
  readonly label: string;
  /** The id of what says more about it. */
  readonly describedBy?: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

export function Switch({ id, label, describedBy, checked, onChange }: SwitchProps) {
  return (
    <Radix.Root
      id={id}
      aria-label={label}
      aria-describedby={describedBy}
      className={styles.root}
      checked={checked}
      onCheckedChange={onChange}
    >
      <Radix.Thumb className={styles.thumb} />
    </Radix.Root>
  );
}
