import { type ComponentType, type LazyExoticComponent, lazy } from 'react';

/** Where the browser does not tell of its paints. */
const LATEST_PAINT_MS = 2000;

const waiting: (() => Promise<unknown>)[] = [];

/** A part of the page that is not needed for the first paint, and is fetched right after it. */
export function soon<P>(load: () => Promise<ComponentType<P>>): LazyExoticComponent<ComponentType<P>> {
  waiting.push(load);
  return lazy(async () => {
    await firstPaint();
    return { default: await load() };
  });
}

let painted: Promise<void> | undefined;

/** Resolves once the page has been painted, when whoever looks at it can already do something. */
export function firstPaint(): Promise<void> {
  painted ??= new Promise((resolve) => {
    new PerformanceObserver((list, observer) => {
      if (list.getEntriesByName('first-contentful-paint').length === 0) return;
      observer.disconnect();
      resolve();
    }).observe({ type: 'paint', buffered: true });
    // A page in the background paints nothing, and must not wait for it.
    setTimeout(resolve, document.visibilityState === 'hidden' ? 0 : LATEST_PAINT_MS);
  });
  return painted;
}

/** Fetches what will be asked for next, one after the other, so that nothing has to wait for it. */
export async function preload(): Promise<void> {
  // A part that does not come now is fetched again, and reported, when it is needed.
  for (const load of waiting) await load().catch(() => undefined);
}
