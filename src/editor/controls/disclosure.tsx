import { ChevronRight, type LucideIcon } from 'lucide-react';
import { Collapsible } from 'radix-ui';
import type { ReactNode } from 'react';
import styles from './disclosure.module.css';

interface DisclosureProps {
  readonly icon?: LucideIcon;
  readonly title: string;
  readonly startOpen?: boolean;
  readonly children: ReactNode;
}

/** A section that folds. */
export function Disclosure({ icon: Icon, title, startOpen = false, children }: DisclosureProps) {
  return (
    <Collapsible.Root className={styles.root} defaultOpen={startOpen}>
      <Collapsible.Trigger className={styles.trigger}>
        {Icon && <Icon size={15} aria-hidden />}
        <span>{title}</span>
        <ChevronRight size={15} className={styles.chevron} aria-hidden />
      </Collapsible.Trigger>
      <Collapsible.Content className={styles.content}>{children}</Collapsible.Content>
    </Collapsible.Root>
  );
}
