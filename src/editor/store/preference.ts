/** Choices that outlive the page. Where the browser denies storage, they last as long as the page. */

export function readPreference<T extends string>(name: string, possible: readonly T[]): T | undefined {
  const stored = readRemembered(name);
  return possible.find((value) => value === stored);
}

/** The text that was last written under this name. */
export function readRemembered(name: string): string | undefined {
  try {
    return localStorage.getItem(name) ?? undefined;
  } catch {
    return undefined;
  }
}

export function writePreference(name: string, value: string): void {
  try {
    localStorage.setItem(name, value);
  } catch {
    // Denied, or full: nothing to do about it.
  }
}
