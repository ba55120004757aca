import { t } from '../language/t';

interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
  /** The key's place on the keyboard: with Alt, a Mac types another character. */
  readonly code?: string;
}

/** Does this key press mean this shortcut? */
export function matchesShortcut(shortcut: string, press: KeyPress, isMac: boolean): boolean {
  const key = /(\+|[^+]+)$/.exec(shortcut)?.[0] ?? '';
  const parts = shortcut.slice(0, -key.length).split('+');
  const mod = isMac ? press.metaKey : press.ctrlKey;
  const other = isMac ? press.ctrlKey : press.metaKey;
  // A character such as `?` says by itself whether shift is down, and so does a digit: in France it is.
  const shiftMatters = key.length > 1 || /[a-z]/i.test(key);
  return (
    isKey(key, press) &&
    mod === parts.includes('Mod') &&
    !other &&
    press.altKey === parts.includes('Alt') &&
    (!shiftMatters || press.shiftKey === parts.includes('Shift'))
  );
}

const isKey = (key: string, press: KeyPress): boolean =>
  press.key.toLowerCase() === key.toLowerCase() || (press.altKey && press.code === `Key${key.toUpperCase()}`);

const SYMBOLS: Readonly<Record<string, string>> = { Mod: '⌘', Shift: '⇧', Alt: '⌥', Enter: '↵' };

const KEY_NAMES: Readonly<Record<string, string>> = {
  Mod: t('Ctrl'),
  Delete: t('Del'),
};

/** A shortcut for people: `⌘⇧Z` or `Ctrl+Shift+Z`. */
export const showShortcut = (shortcut: string, isMac: boolean): string =>
  isMac
    ? shortcut
        .split('+')
        .map((part) => SYMBOLS[part] ?? part)
        .join('')
    : shortcut
        .split('+')
        .map((part) => KEY_NAMES[part] ?? part)
        .join('+');

export const onMac = (): boolean => /Mac|iPhone|iPad/.test(navigator.platform);
