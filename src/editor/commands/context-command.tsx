import { ContextItem } from '../controls/context-menu';
import { useEditor } from '../store/editor-store';
import type { Command } from './command';
import { shortcutOf, useEnabled } from './command-button';

interface ContextCommandProps {
  readonly command: Command;
  /** Where the menu belongs to one thing and needs fewer words. */
  readonly label?: string;
}

/** A command as a line of a context menu. */
export function ContextCommand({ command, label = command.label }: ContextCommandProps) {
  const Icon = command.icon;
  return (
    <ContextItem
      icon={<Icon size={15} aria-hidden />}
      label={label}
      detail={shortcutOf(command)}
      disabled={!useEnabled(command)}
      isOn={useEditor((state) => command.isOn?.(state))}
      onSelect={command.run}
    />
  );
}
