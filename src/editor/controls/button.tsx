import type { LucideIcon } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';
import styles from './button.module.css';
import { Tooltip } from './tooltip';

type NativeButton = Omit<ComponentProps<'button'>, 'children'>;

interface ButtonProps extends NativeButton {
  readonly icon?: LucideIcon;
  readonly tone?: 'plain' | 'primary' | 'outline' | 'danger';
  readonly children: ReactNode;
}

export function Button({ icon: Icon, tone = 'outline', children, className, ...rest }: ButtonProps) {
  return (
    <button type="button" className={`${styles.button} ${styles[tone]} ${className ?? ''}`} {...rest}>
      {Icon && <Icon size={15} aria-hidden />}
      {children}
    </button>
  );
}

interface IconButtonProps extends NativeButton {
  readonly icon: LucideIcon;
  /** Its accessible name, also shown as a tooltip. */
  readonly label: string;
  readonly hint?: string;
  readonly size?: number;
}

export function IconButton({ icon: Icon, label, hint, size = 16, className, ...rest }: IconButtonProps) {
  return (
    <Tooltip text={label} hint={hint}>
      <button type="button" aria-label={label} className={`${styles.icon} ${className ?? ''}`} {...rest}>
        <Icon size={size} aria-hidden />
      </button>
    </Tooltip>
  );
}
