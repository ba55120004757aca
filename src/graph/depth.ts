/** Are there more than `most` levels of arrays and objects within each other? Does not call itself, so any depth is safe. */
export function isDeeperThan(json: unknown, most: number): boolean {
  let level: object[] = isContainer(json) ? [json] : [];
  for (let depth = 1; level.length > 0; depth++) {
    if (depth > most) return true;
    const next: object[] = [];
    for (const container of level) {
      for (const value of Object.values(container)) if (isContainer(value)) next.push(value);
    }
    level = next;
  }
  return false;
}

const isContainer = (value: unknown): value is object => typeof value === 'object' && value !== null;
