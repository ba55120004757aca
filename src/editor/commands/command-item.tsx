import { MenuItem } from '../controls/menu';
import { useEditor } from '../store/editor-store';
import type { Command } from './command';
import { shortcutOf, useEnabled } from './command-button';

interface CommandItemProps {
  readonly command: Command;
  /** Where the menu belongs to one thing and needs fewer words. */
  readonly label?: string;
}

/** A command as a line of a menu. */
export function CommandItem({ command, label = command.label }: CommandItemProps) {
  const Icon = command.icon;
  return (
    <MenuItem
      icon={<Icon size={15} aria-hidden />}
      label={label}
      detail={shortcutOf(command)}
      disabled={!useEnabled(command)}
      isOn={useEditor((state) => command.isOn?.(state))}
      onSelect={command.run}
    />
  );
}
