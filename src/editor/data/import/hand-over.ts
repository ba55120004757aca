const FIRST_PORTION = 8;
const LARGEST_PORTION = 512;
/** How long sending one portion may take: a frame is still drawn in time. */
const PORTION_MS = 8;

/**
 * Sends files in portions, each when the last one has arrived. The browser looks at every file on the
 * disk while it clones it, which may take half a millisecond: as many go at once as keep the page awake.
 * `send` does its work before it returns its promise; `now` is in milliseconds.
 */
export async function handOver<T>(
  files: readonly T[],
  send: (portion: readonly T[]) => Promise<void>,
  now: () => number,
  onProgress: (done: number, total: number) => void,
): Promise<void> {
  let size = FIRST_PORTION;
  for (let at = 0; at < files.length; ) {
    const portion = files.slice(at, at + size);
    const started = now();
    const sent = send(portion);
    const took = Math.max(0.1, now() - started);
    at += portion.length;
    await sent;
    onProgress(at, files.length);
    const wanted = Math.floor((portion.length * PORTION_MS) / took);
    size = Math.max(1, Math.min(LARGEST_PORTION, 2 * size, wanted));
  }
}
