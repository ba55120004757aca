import type { ReactElement } from 'react';
import { CommandItem } from '../commands/command-item';
import { startOverCommand } from '../commands/running';
import { Menu } from '../controls/menu';

/** Other ways to run than to go on. */
export const RunMenu = ({ trigger }: { readonly trigger: ReactElement }) => (
  <Menu align="end" trigger={trigger}>
    <CommandItem command={startOverCommand} />
  </Menu>
);
