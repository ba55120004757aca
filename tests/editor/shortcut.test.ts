import { describe, expect, it } from 'vitest';
import { matchesShortcut, showShortcut } from '../../src/editor/commands/shortcut';
import { isSingleKey } from '../../src/editor/commands/single-keys';

const press = (
  key: string,
  held: Partial<Record<'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey', boolean>> = {},
) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...held,
});

describe('shortcuts', () => {
  it('mean Ctrl, and ⌘ on a Mac', () => {
    expect(matchesShortcut('Mod+Z', press('z', { ctrlKey: true }), false)).toBe(true);
    expect(matchesShortcut('Mod+Z', press('z', { metaKey: true }), false)).toBe(false);
    expect(matchesShortcut('Mod+Z', press('z', { metaKey: true }), true)).toBe(true);
  });

  it('tell undo from redo', () => {
    const redo = press('Z', { ctrlKey: true, shiftKey: true });
    expect(matchesShortcut('Mod+Z', redo, false)).toBe(false);
    expect(matchesShortcut('Mod+Shift+Z', redo, false)).toBe(true);
  });

  it('need no shift for a character that has it in it', () => {
    expect(matchesShortcut('?', press('?', { shiftKey: true }), false)).toBe(true);
    expect(matchesShortcut('+', press('+', { shiftKey: true }), false)).toBe(true);
    expect(matchesShortcut('1', press('1', { shiftKey: true }), false)).toBe(true);
    expect(matchesShortcut('1', press('!', { shiftKey: true }), false)).toBe(false);
  });

  it('take no other key for theirs', () => {
    expect(matchesShortcut('Delete', press('d'), false)).toBe(false);
    expect(matchesShortcut('Mod+A', press('a'), false)).toBe(false);
    expect(matchesShortcut('Mod+A', press('a', { ctrlKey: true, altKey: true }), false)).toBe(false);
  });

  it('are of a single key, or not', () => {
    expect(['T', 'Shift+D', '?', '+'].every(isSingleKey)).toBe(true);
    expect(['Mod+K', 'Alt+Enter', 'F2', 'Delete', 'Escape'].some(isSingleKey)).toBe(false);
  });

  it('are shown as the system writes them', () => {
    expect(showShortcut('Mod+Shift+Z', false)).toBe('Ctrl+Shift+Z');
    expect(showShortcut('Mod+Shift+Z', true)).toBe('⌘⇧Z');
  });
});
