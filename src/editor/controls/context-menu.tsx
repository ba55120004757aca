import { Check, ChevronRight } from 'lucide-react';
import { ContextMenu as Radix } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';
import styles from './menu.module.css';

interface ContextMenuProps {
  /** What it opens on: by the second mouse button, a long touch or the menu key. */
  readonly trigger: ReactElement;
  readonly label: string;
  readonly children: ReactNode;
}

export function ContextMenu({ trigger, label, children }: ContextMenuProps) {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content className={styles.content} aria-label={label} collisionPadding={8}>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

interface ContextItemProps {
  readonly icon: ReactNode;
  readonly label: string;
  readonly detail?: string;
  readonly disabled?: boolean;
  /** For what is either on or off. */
  readonly isOn?: boolean;
  readonly onSelect: () => void;
}

export function ContextItem({ icon, label, detail, disabled, isOn, onSelect }: ContextItemProps) {
  const content = (
    <>
      <span className={styles.icon}>{icon}</span>
      <span className={styles.label}>{label}</span>
      {isOn && <Check size={14} aria-hidden />}
      {detail && <span className={styles.detail}>{detail}</span>}
    </>
  );
  return isOn === undefined ? (
    <Radix.Item className={styles.item} disabled={disabled} onSelect={onSelect}>
      {content}
    </Radix.Item>
  ) : (
    <Radix.CheckboxItem className={styles.item} disabled={disabled} checked={isOn} onCheckedChange={onSelect}>
      {content}
    </Radix.CheckboxItem>
  );
}

interface ContextSubmenuProps {
  readonly icon: ReactNode;
  readonly label: string;
  readonly disabled?: boolean;
  readonly children: ReactNode;
}

export function ContextSubmenu({ icon, label, disabled, children }: ContextSubmenuProps) {
  return (
    <Radix.Sub>
      <Radix.SubTrigger className={styles.item} disabled={disabled}>
        <span className={styles.icon}>{icon}</span>
        <span className={styles.label}>{label}</span>
        <ChevronRight size={14} aria-hidden />
      </Radix.SubTrigger>
      <Radix.Portal>
        <Radix.SubContent className={styles.content} sideOffset={2} collisionPadding={8}>
          {children}
        </Radix.SubContent>
      </Radix.Portal>
    </Radix.Sub>
  );
}

export const ContextSeparator = () => <Radix.Separator className={styles.separator} />;
