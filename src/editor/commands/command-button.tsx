import { IconButton } from '../controls/button';
import { MenuItem } from '../controls/menu';
import { useEditor } from '../store/editor-store';
import type { Command } from './command';
import { onMac, showShortcut } from './shortcut';

export const useEnabled = (command: Command): boolean =>
  useEditor((state) => command.enabled?.(state) ?? true);

const shortcutOf = (command: Command): string | undefined =>
  command.shortcuts?.[0] && showShortcut(command.shortcuts[0], onMac());

/** A command as a button with its icon. */
export function CommandButton({ command }: { readonly command: Command }) {
  return (
    <IconButton
      icon={command.icon}
      label={command.label}
      hint={shortcutOf(command)}
      disabled={!useEnabled(command)}
      onClick={command.run}
    />
  );
}

/** A command as a line of a menu. */
export function CommandItem({ command }: { readonly command: Command }) {
  const Icon = command.icon;
  return (
    <MenuItem
      icon={<Icon size={15} aria-hidden />}
      label={command.label}
      detail={shortcutOf(command)}
      disabled={!useEnabled(command)}
      onSelect={command.run}
    />
  );
}
