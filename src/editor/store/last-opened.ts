import { readRemembered, writePreference } from './preference';

const KEY = 'graft-graph';

/** The graph that this tab had open, or that any tab opened last. */
export function lastOpened(): string | undefined {
  try {
    return sessionStorage.getItem(KEY) ?? readRemembered(KEY);
  } catch {
    return readRemembered(KEY);
  }
}

export function rememberOpened(id: string): void {
  try {
    sessionStorage.setItem(KEY, id);
  } catch {
    // Denied: then a reload opens what was opened last anywhere.
  }
  writePreference(KEY, id);
}
