import { create } from 'zustand';
import { readPreference, writePreference } from '../store/preference';

export type ThemePreference = 'system' | 'light' | 'dark';
export type Theme = 'light' | 'dark';

const KEY = 'graft-theme';
const systemDark = window.matchMedia('(prefers-color-scheme: dark)');

interface ThemeState {
  readonly preference: ThemePreference;
  readonly theme: Theme;
}

const resolve = (preference: ThemePreference): Theme =>
  preference === 'system' ? (systemDark.matches ? 'dark' : 'light') : preference;

const stored = (): ThemePreference => readPreference(KEY, ['light', 'dark']) ?? 'system';

export const useTheme = create<ThemeState>()(() => ({ preference: stored(), theme: resolve(stored()) }));

function setTheme(preference: ThemePreference): void {
  writePreference(KEY, preference);
  useTheme.setState({ preference, theme: resolve(preference) });
}

/** From what is seen now to the other one. */
export const toggleTheme = (): void => setTheme(useTheme.getState().theme === 'dark' ? 'light' : 'dark');

/** Applies the theme to the page, now and when it or the system's changes. */
export function applyTheme(): void {
  const apply = () => {
    document.documentElement.dataset.theme = useTheme.getState().theme;
  };
  apply();
  useTheme.subscribe(apply);
  systemDark.addEventListener('change', () => {
    const { preference } = useTheme.getState();
    useTheme.setState({ theme: resolve(preference) });
  });
}
