import { create } from 'zustand';
import { readPreference, writePreference } from '../store/preference';

const KEY = 'graft-single-keys';

/**
 * May one key alone be a shortcut? Who speaks to the machine, or whose hands strike keys unmeant, can say no
 * (WCAG 2.1.4); what needs Ctrl or Alt goes on to work.
 */
export const useSingleKeys = create<{ readonly on: boolean }>(() => ({
  on: readPreference(KEY, ['off']) !== 'off',
}));

export function setSingleKeys(on: boolean): void {
  useSingleKeys.setState({ on });
  writePreference(KEY, on ? 'on' : 'off');
}

/** `T`, `Shift+D` and `?`, but not `Ctrl+K`, `F2` or `Delete`. */
export const isSingleKey = (shortcut: string): boolean => /^(Shift\+)?.$/u.test(shortcut);
