import { readFileSync } from 'node:fs';
import type { Browser } from '@playwright/test';

/** Megabytes of memory at a moment. */
export interface MemorySample {
  readonly seconds: number;
  readonly phase: string;
  /** The process of the page and its workers. */
  readonly page: number;
  /** The browser's own process, which holds what pages store. */
  readonly browser: number;
}

const EVERY_MS = 500;

/** Looks at the browser's processes twice a second until `stop`. For Linux. */
export async function watchMemory(browser: Browser, phase: () => string) {
  const session = await browser.newBrowserCDPSession();
  const samples: MemorySample[] = [];
  const started = performance.now();
  let stopped = false;
  const look = async () => {
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    const largest = (type: string) =>
      Math.max(
        0,
        ...processInfo.filter((about) => about.type === type).map(({ id }) => residentMegabytes(id)),
      );
    samples.push({
      seconds: (performance.now() - started) / 1000,
      phase: phase(),
      page: largest('renderer'),
      browser: largest('browser'),
    });
  };
  const watching = (async () => {
    while (!stopped) {
      await look();
      await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
    }
  })();
  return {
    async stop(): Promise<readonly MemorySample[]> {
      stopped = true;
      await watching;
      return samples;
    },
  };
}

function residentMegabytes(pid: number): number {
  try {
    return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    // It has just ended.
    return 0;
  }
}
