import type { Page } from '@playwright/test';

/** For as long without a task of more than 50 ms, the page counts as usable. */
const QUIET_MS = 1000;

/**
 * Drops a graph's file on the canvas. Gives the milliseconds until it can be used: its nodes are drawn, and
 * the last task of more than 50 ms that this took is over. Where the page asks first whether to open a graph
 * of somebody else's, it is told so at once, and its question counts.
 */
export function openGraph(page: Page, text: string): Promise<number> {
  return page.evaluate(
    async ([content, quiet]) => {
      const last = { busyUntil: 0 };
      const observer = new PerformanceObserver((list) => {
        for (const { startTime, duration } of list.getEntries()) last.busyUntil = startTime + duration;
      });
      observer.observe({ type: 'longtask' });
      const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
      const before = new Set(document.querySelectorAll('.react-flow__node'));
      const agree = () => {
        const buttons = document.querySelectorAll<HTMLButtonElement>('[role="dialog"] button');
        [...buttons].find(({ textContent }) => textContent === 'Open graph')?.click();
      };
      const isDrawn = () => {
        const nodes = [...document.querySelectorAll<HTMLElement>('.react-flow__node')];
        return nodes.some((node) => !before.has(node) && node.checkVisibility({ visibilityProperty: true }));
      };

      const data = new DataTransfer();
      data.items.add(new File([content], 'graph.json', { type: 'application/json' }));
      const start = performance.now();
      document
        .querySelector('.react-flow')
        ?.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
      while (!isDrawn()) {
        agree();
        await frame();
      }
      await frame();
      const drawn = performance.now();
      while (performance.now() - Math.max(drawn, last.busyUntil) < quiet) await frame();
      observer.disconnect();
      return Math.max(drawn, last.busyUntil) - start;
    },
    [text, QUIET_MS] as const,
  );
}
