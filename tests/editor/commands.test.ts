import { describe, expect, it, vi } from 'vitest';
import { allCommands } from '../../src/editor/commands/all';
import type { Command } from '../../src/editor/commands/command';

// The theme asks the system at once.
vi.hoisted(() => {
  vi.stubGlobal('window', { matchMedia: () => ({ matches: false, addEventListener: () => undefined }) });
});

/** What the browsers' own lists of shortcuts name: Chrome, Edge and Firefox on Windows and Linux, Safari on a Mac. */
const OF_BROWSERS = [
  ...'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'.split('').map((key) => `Mod+${key}`),
  ...'ABCDEFGHIJKMNOPQRSTWXYZ'.split('').map((key) => `Mod+Shift+${key}`),
  ...['Mod+,', 'Mod+-', 'Mod+=', 'Mod++', 'Mod+Tab', 'Mod+Shift+Tab', 'Mod+PageUp', 'Mod+PageDown'],
  ...['Mod+Delete', 'Mod+Shift+Delete', 'Mod+F4', 'Mod+F5', 'Mod+ArrowUp', 'Mod+ArrowDown'],
  // Menus of the window, the address bar, and back, forward and home.
  ...'BDEFHSTV'.split('').map((key) => `Alt+${key}`),
  ...['Alt+ArrowLeft', 'Alt+ArrowRight', 'Alt+Home', 'Alt+F4', 'Alt+Space'],
  ...'ABIT'.split('').map((key) => `Alt+Shift+${key}`),
  ...['F1', 'F3', 'F5', 'F6', 'F7', 'F10', 'F11', 'F12', 'Shift+F3', 'Shift+F5', 'Shift+F6', 'Shift+F7'],
  ...[
    'Shift+F10',
    'Shift+Escape',
    "'",
    '/',
    'Tab',
    'Shift+Tab',
    'Space',
    'PageUp',
    'PageDown',
    'Home',
    'End',
  ],
];

/** Taken on purpose: every editor on the web means the same by them, and does to a graph what the browser does to a page. */
const SHARED: Readonly<Record<string, string>> = {
  'Mod+A': 'select-all',
  'Mod+C': 'copy',
  'Mod+D': 'duplicate',
  'Mod+F': 'find-node',
  'Mod+G': 'group',
  'Mod+K': 'finder',
  'Mod+O': 'open',
  'Mod+S': 'save',
  'Mod+Shift+G': 'ungroup',
  'Mod+Shift+Z': 'redo',
  'Mod+V': 'paste',
  'Mod+X': 'cut',
  'Mod+Y': 'redo',
  'Mod+Z': 'undo',
  // Between the parts of an application, as F6 is between those of the browser.
  F6: 'next-region',
  'Shift+F6': 'previous-region',
};

const keysOf = ({ shortcuts = [], systemShortcut }: Command): readonly string[] =>
  systemShortcut === undefined ? shortcuts : [...shortcuts, systemShortcut];

const all = allCommands.flatMap((command) => keysOf(command).map((keys) => [keys, command.id] as const));

describe('the shortcuts of commands', () => {
  it('are there for every command', () => {
    const without = allCommands.filter((command) => keysOf(command).length === 0).map(({ id }) => id);
    expect(without).toEqual([]);
  });

  it('mean one command each', () => {
    const seen = new Map<string, string>();
    for (const [keys, id] of all) {
      expect(seen.get(keys.toLowerCase()), `${keys} of ${id}`).toBeUndefined();
      seen.set(keys.toLowerCase(), id);
    }
  });

  it('are none of the browser’s, but for those that every editor shares with it', () => {
    const taken = all.filter(([keys, id]) => OF_BROWSERS.includes(keys) && SHARED[keys] !== id);
    expect(taken).toEqual([]);
  });

  it('of the commands that share with the browser are in use', () => {
    const used = new Set(all.map(([keys, id]) => `${keys} ${id}`));
    for (const [keys, id] of Object.entries(SHARED)) expect(used).toContain(`${keys} ${id}`);
  });

  it('are not those of the canvas, which moves nodes by arrow keys and picks with Enter and Space', () => {
    const own = all.filter(([keys]) => /^(Shift\+)?(Arrow\w+|Enter|Space| )$/.test(keys));
    expect(own).toEqual([]);
  });
});
