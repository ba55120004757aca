import { IconButton } from '../controls/button';
import { useEditor } from '../store/editor-store';
import type { Command } from './command';
import { onMac, showShortcut } from './shortcut';
import { isSingleKey, useSingleKeys } from './single-keys';

export const useEnabled = (command: Command): boolean =>
  useEditor((state) => command.enabled?.(state) ?? true);

/** How a command is done by keyboard, for people. */
export function shortcutOf({ shortcuts, systemShortcut }: Command): string | undefined {
  const { on } = useSingleKeys.getState();
  const shortcut = shortcuts?.find((each) => on || !isSingleKey(each)) ?? systemShortcut;
  return shortcut && showShortcut(shortcut, onMac());
}

/** A command as a button with its icon. */
export function CommandButton({ command }: { readonly command: Command }) {
  return (
    <IconButton
      icon={command.icon}
      label={command.label}
      hint={shortcutOf(command)}
      disabled={!useEnabled(command)}
      aria-pressed={useEditor((state) => command.isOn?.(state))}
      onClick={command.run}
    />
  );
}
