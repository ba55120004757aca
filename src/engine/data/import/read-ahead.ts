/** Work to be done in order, and what it needs in memory. */
export interface Reading<T> {
  readonly bytes: number;
  start(): Promise<T>;
}

const MOST_AT_ONCE = 8;
const MOST_BYTES = 64 * 2 ** 20;

/**
 * Gives the results in order while the next ones are being read already: most of the time that a small
 * file takes is waiting. Few at a time, and fewer when they are large; one that is larger than the
 * limit is read alone. A reading that fails throws at its turn.
 */
export async function* readAhead<T>(readings: Iterable<Reading<T>>): AsyncGenerator<T> {
  const under: { readonly bytes: number; readonly result: Promise<T> }[] = [];
  let bytes = 0;
  let next: Reading<T> | undefined;
  const queue = readings[Symbol.iterator]();
  const advance = (): void => {
    const step = queue.next();
    next = step.done ? undefined : step.value;
  };
  advance();
  for (;;) {
    while (next && under.length < MOST_AT_ONCE && (under.length === 0 || bytes + next.bytes <= MOST_BYTES)) {
      bytes += next.bytes;
      const result = next.start();
      // It is awaited at its turn; until then a failure is not unhandled.
      result.catch(() => undefined);
      under.push({ bytes: next.bytes, result });
      advance();
    }
    const first = under.shift();
    if (!first) return;
    yield await first.result;
    bytes -= first.bytes;
  }
}
