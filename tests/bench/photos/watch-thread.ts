import { readFileSync } from 'node:fs';
import type { Browser } from '@playwright/test';

/** Where the kernel's clock of a page's main thread stood. */
interface Reading {
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Milliseconds on a processor so far. */
  readonly ran: number;
}

export interface ThreadWatch {
  /** Most milliseconds that the page's main thread was on a processor in a stretch of time, as the epoch counts. */
  ranWithin(from: number, to: number): number;
  stop(): void;
}

const EVERY_MS = 10;

/**
 * Follows how long the main thread of the page really runs: on a machine that others use as well, a task
 * takes longer than its work, and only the kernel can tell the two apart. Call once the page is open. For
 * Linux.
 */
export async function watchThread(browser: Browser): Promise<ThreadWatch> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const renderers = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
  const readings = new Map<number, Reading[]>(renderers.map((id) => [id, []]));
  const look = () => {
    for (const [id, known] of readings) {
      const ran = millisecondsOnProcessor(id);
      if (ran === undefined) continue;
      // While the thread rests, the first and the last reading say it all.
      if (known.at(-1)?.ran === ran && known.at(-2)?.ran === ran) known.pop();
      known.push({ at: Date.now(), ran });
    }
  };
  look();
  const timer = setInterval(look, EVERY_MS);
  return {
    ranWithin(from, to) {
      const page = [...readings.values()].reduce((busiest, some) =>
        total(some) > total(busiest) ? some : busiest,
      );
      const before = page.findLast(({ at }) => at <= from) ?? page[0];
      const after = page.find(({ at }) => at >= to) ?? page.at(-1);
      return (after?.ran ?? 0) - (before?.ran ?? 0);
    },
    stop: () => clearInterval(timer),
  };
}

const total = (readings: readonly Reading[]): number => (readings.at(-1)?.ran ?? 0) - (readings[0]?.ran ?? 0);

/** Of the first thread of a process, which is the main one; `undefined` once it has ended. */
function millisecondsOnProcessor(pid: number): number | undefined {
  try {
    const [nanoseconds] = readFileSync(`/proc/${pid}/task/${pid}/schedstat`, 'utf8').split(' ');
    return Number(nanoseconds) / 1e6;
  } catch {
    return undefined;
  }
}
