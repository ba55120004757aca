import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './shared.module.css';

interface EmptyResultProps {
  readonly icon: LucideIcon;
  readonly title: string;
  readonly children?: ReactNode;
}

/** What stands where a result will be, and what to do for it. */
export function EmptyResult({ icon: Icon, title, children }: EmptyResultProps) {
  return (
    <div className={styles.empty}>
      <Icon size={24} aria-hidden />
      <p>{title}</p>
      <div className={styles.emptyDetail}>{children}</div>
    </div>
  );
}
