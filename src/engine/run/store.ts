/**
 * Results of steps by content key, in memory. Holds plain data only (typed arrays, never tensors),
 * so that dropping an entry frees it. When over budget, the least recently used go first.
 */
export interface ResultStore<T> {
  get(key: string): T | undefined;
  set(key: string, value: T, bytes: number): void;
  remove(key: string): void;
  keys(): readonly string[];
}

export function createResultStore<T>(budgetBytes: number): ResultStore<T> {
  // A Map iterates in order of insertion; re-inserting on use makes that the order of use.
  const entries = new Map<string, { readonly value: T; readonly bytes: number }>();
  let used = 0;

  function drop(key: string): void {
    used -= entries.get(key)?.bytes ?? 0;
    entries.delete(key);
  }

  return {
    get(key) {
      const entry = entries.get(key);
      if (!entry) return undefined;
      entries.delete(key);
      entries.set(key, entry);
      return entry.value;
    },
    set(key, value, bytes) {
      drop(key);
      entries.set(key, { value, bytes });
      used += bytes;
      for (const oldest of entries.keys()) {
        if (used <= budgetBytes || oldest === key) break;
        drop(oldest);
      }
    },
    remove: drop,
    keys: () => [...entries.keys()],
  };
}
