/** Choices that outlive the page. Where the browser denies storage, they last as long as the page. */

export function readPreference<T extends string>(name: string, possible: readonly T[]): T | undefined {
  try {
    const stored = localStorage.getItem(name);
    return possible.find((value) => value === stored);
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
