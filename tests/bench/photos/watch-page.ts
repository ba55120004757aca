import type { Page } from '@playwright/test';

/** A stretch of time in which the page could not answer. */
export interface Freeze {
  /** What was going on, as named by `phase`. */
  readonly phase: string;
  /** When it began, in milliseconds since the epoch. */
  readonly at: number;
  readonly ms: number;
  /** What ran, where the browser tells. */
  readonly scripts: string;
}

export interface PageWatch {
  phase(name: string): Promise<void>;
  /** All of more than 50 ms so far, the longest first. */
  freezes(): Promise<readonly Freeze[]>;
}

interface Watched {
  graftWatch: {
    phases: { readonly at: number; readonly name: string }[];
    tasks: { readonly at: number; readonly ms: number }[];
    scripts: { readonly at: number; readonly ms: number; readonly text: string }[];
  };
}

interface AnimationFrameEntry extends PerformanceEntry {
  readonly scripts: readonly { readonly invoker: string; readonly duration: number }[];
}

/**
 * Watches the page's main thread from its first moment, by the browser's own records of tasks that took
 * more than 50 ms. Call before the page is opened.
 */
export async function watchPage(page: Page): Promise<PageWatch> {
  await page.addInitScript(() => {
    const watch: Watched['graftWatch'] = { phases: [], tasks: [], scripts: [] };
    (window as unknown as Watched).graftWatch = watch;
    new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries())
        watch.tasks.push({ at: startTime, ms: duration });
    }).observe({ type: 'longtask', buffered: true });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as AnimationFrameEntry[]) {
        const text = entry.scripts
          .map(({ invoker, duration }) => `${invoker} ${Math.round(duration)} ms`)
          .join(', ');
        watch.scripts.push({ at: entry.startTime, ms: entry.duration, text });
      }
    }).observe({ type: 'long-animation-frame', buffered: true });
  });
  return {
    phase: (name) =>
      page.evaluate((named) => {
        const { phases } = (window as unknown as Watched).graftWatch;
        phases.push({ at: performance.now(), name: named });
      }, name),
    async freezes() {
      const { phases, tasks, scripts, origin } = await page.evaluate(() => ({
        ...(window as unknown as Watched).graftWatch,
        origin: performance.timeOrigin,
      }));
      return tasks
        .map(({ at, ms }) => ({
          phase: phases.findLast((phase) => phase.at <= at)?.name ?? 'start',
          at: origin + at,
          ms,
          scripts: scripts.find((frame) => frame.at <= at + 1 && at < frame.at + frame.ms)?.text ?? '',
        }))
        .sort((a, b) => b.ms - a.ms);
    },
  };
}
