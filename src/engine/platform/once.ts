/** Calls `load` at most once for each key; a failure is forgotten, so that the next call tries again. */
export function oncePerKey<T>(load: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const pending = new Map<string, Promise<T>>();
  return (key) => {
    const known = pending.get(key);
    if (known) return known;
    const loading = load(key).catch((error: unknown) => {
      pending.delete(key);
      throw error;
    });
    pending.set(key, loading);
    return loading;
  };
}
