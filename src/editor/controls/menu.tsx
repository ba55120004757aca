import { Check, ChevronRight } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';
import styles from './menu.module.css';

interface MenuProps {
  readonly trigger: ReactElement;
  readonly align?: 'start' | 'end';
  readonly children: ReactNode;
}

export function Menu({ trigger, align = 'start', children }: MenuProps) {
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className={styles.content} align={align} sideOffset={6} collisionPadding={8}>
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

interface MenuAtProps {
  /** In pixels of the screen. */
  readonly at: { readonly x: number; readonly y: number };
  readonly label: string;
  /** What has the keyboard again once the menu is closed. */
  readonly focused: Element | null;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A menu that is open at a place, and not at a button. */
export function MenuAt({ at, label, focused, onClose, children }: MenuAtProps) {
  const onCloseAutoFocus = (event: Event) => {
    event.preventDefault();
    // What was chosen may have taken the keyboard to a field or a dialog.
    if (document.activeElement === document.body && focused instanceof HTMLElement) focused.focus();
  };
  return (
    <DropdownMenu.Root open onOpenChange={(open) => !open && onClose()}>
      <DropdownMenu.Trigger
        className={styles.place}
        style={{ left: at.x, top: at.y }}
        tabIndex={-1}
        aria-hidden
      />
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          className={styles.content}
          side="right"
          align="start"
          sideOffset={2}
          collisionPadding={8}
          aria-label={label}
          aria-labelledby={undefined}
          onCloseAutoFocus={onCloseAutoFocus}
        >
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

interface MenuItemProps {
  readonly icon?: ReactNode;
  readonly label: string;
  readonly detail?: string;
  readonly disabled?: boolean;
  /** For what is either on or off. */
  readonly isOn?: boolean;
  readonly onSelect: () => void;
}

export function MenuItem({ icon, label, detail, disabled, isOn, onSelect }: MenuItemProps) {
  const content = (
    <>
      <span className={styles.icon}>{icon}</span>
      <span className={styles.label}>{label}</span>
      {isOn && <Check size={14} aria-hidden />}
      {detail && <span className={styles.detail}>{detail}</span>}
    </>
  );
  const shared = { className: styles.item, disabled };
  return isOn === undefined ? (
    <DropdownMenu.Item {...shared} onSelect={onSelect}>
      {content}
    </DropdownMenu.Item>
  ) : (
    <DropdownMenu.CheckboxItem {...shared} checked={isOn} onCheckedChange={onSelect}>
      {content}
    </DropdownMenu.CheckboxItem>
  );
}

interface SubmenuProps {
  readonly icon: ReactNode;
  readonly label: string;
  readonly children: ReactNode;
}

export function Submenu({ icon, label, children }: SubmenuProps) {
  return (
    <DropdownMenu.Sub>
      <DropdownMenu.SubTrigger className={styles.item}>
        <span className={styles.icon}>{icon}</span>
        <span className={styles.label}>{label}</span>
        <ChevronRight size={14} aria-hidden />
      </DropdownMenu.SubTrigger>
      <DropdownMenu.Portal>
        <DropdownMenu.SubContent className={styles.content} sideOffset={2} collisionPadding={8}>
          {children}
        </DropdownMenu.SubContent>
      </DropdownMenu.Portal>
    </DropdownMenu.Sub>
  );
}

interface MenuChoicesProps<V extends string> {
  readonly label: string;
  readonly value: V;
  readonly options: readonly { readonly value: V; readonly label: string; readonly help?: string }[];
  readonly onChange: (value: V) => void;
}

export function MenuChoices<V extends string>({ label, value, options, onChange }: MenuChoicesProps<V>) {
  return (
    <>
      <DropdownMenu.Label className={styles.heading}>{label}</DropdownMenu.Label>
      <DropdownMenu.RadioGroup value={value} onValueChange={(next) => onChange(next as V)}>
        {options.map((option) => (
          <DropdownMenu.RadioItem key={option.value} value={option.value} className={styles.item}>
            <span className={styles.icon}>
              <DropdownMenu.ItemIndicator>
                <Check size={14} />
              </DropdownMenu.ItemIndicator>
            </span>
            <span className={styles.label}>
              {option.label}
              {option.help && <span className={styles.help}>{option.help}</span>}
            </span>
          </DropdownMenu.RadioItem>
        ))}
      </DropdownMenu.RadioGroup>
    </>
  );
}

interface MenuToggleProps {
  readonly label: ReactNode;
  readonly help?: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

/** One of several that can be on together: the menu stays open. */
export function MenuToggle({ label, help, checked, onChange }: MenuToggleProps) {
  return (
    <DropdownMenu.CheckboxItem
      className={styles.item}
      checked={checked}
      onCheckedChange={onChange}
      onSelect={(event) => event.preventDefault()}
    >
      <span className={styles.icon}>
        <DropdownMenu.ItemIndicator>
          <Check size={14} />
        </DropdownMenu.ItemIndicator>
      </span>
      <span className={styles.label}>
        {label}
        {help && <span className={styles.help}>{help}</span>}
      </span>
    </DropdownMenu.CheckboxItem>
  );
}

export const MenuHeading = ({ children }: { readonly children: ReactNode }) => (
  <DropdownMenu.Label className={styles.heading}>{children}</DropdownMenu.Label>
);

export const MenuSeparator = () => <DropdownMenu.Separator className={styles.separator} />;
