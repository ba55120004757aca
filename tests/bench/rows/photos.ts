import { chromium as playwright } from '@playwright/test';
import { chromiumPath } from '../../../scripts/test/chromium';
import { chromium } from '../../e2e/chromium';
import { rounded } from '../paired';
import { makePhotoFolder } from '../photos/photo-folder';
import { serveApp } from '../photos/served-app';
import { visit } from '../photos/visit';
import { type MemorySample, watchMemory } from '../photos/watch-memory';
import { type Freeze, watchPage } from '../photos/watch-page';
import { type ThreadWatch, watchThread } from '../photos/watch-thread';
import type { Row } from '../row';

const CLASSES = 200;
const PER_CLASS = 50;
/** Memory at the end of a run, as a multiple of that in its second fifth: in the first it still starts. */
const MOST_GROWTH = 1.2;
/** Right by chance: 0.5 %. */
const LEAST_ACCURACY = 50;
const LISTED = 5;

/** A whole visit with 10,000 photos in a real browser; fails when it does not end, learn or stay within bounds. */
export const photos: Row = {
  name: 'photos',
  what: '10,000 photos of 200 classes in Chromium: longest freeze of the page from dropping them to reading the evaluation',
  target: { value: 50, kind: 'at most' },
  async skip() {
    if (process.platform !== 'linux') return 'reads the browser’s memory from /proc, which only Linux has';
    return chromiumPath() === undefined ? 'needs Chromium' : undefined;
  },
  async measure() {
    const folder = await makePhotoFolder(CLASSES, PER_CLASS);
    const app = await serveApp();
    const browser = await playwright.launch(chromium);
    try {
      const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
      const watch = await watchPage(page);
      const seconds: Record<string, number> = {};
      let now = 'start';
      let since = performance.now();
      const phase = async (name: string) => {
        seconds[now] = (performance.now() - since) / 1000;
        [now, since] = [name, performance.now()];
        await watch.phase(name);
      };
      const memory = await watchMemory(browser, () => now);
      await page.goto(app.url);
      const thread = await watchThread(browser);
      const accuracy = await visit(page, { phase, photos: folder.path, images: CLASSES * PER_CLASS });
      await phase('end');
      const samples = await memory.stop();
      thread.stop();
      const freezes = await watch.freezes();
      if (!(accuracy >= LEAST_ACCURACY)) throw new Error(`It learned too little: ${accuracy} % right.`);
      const growth = growthOf(samples.filter((sample) => sample.phase === 'run'));
      if (growth > MOST_GROWTH) throw new Error(`Memory grew to ${rounded(growth)} times while it ran.`);
      const afterStart = freezes.filter((freeze) => freeze.phase !== 'start');
      return {
        value: afterStart[0]?.ms ?? 0,
        unit: 'ms',
        detail: {
          ...describeFreezes(afterStart, thread),
          'longest while the application starts': `${Math.round(freezes.find(({ phase }) => phase === 'start')?.ms ?? 0)} ms`,
          seconds: Object.entries(seconds)
            .map(([name, value]) => `${name} ${rounded(value)}`)
            .join(', '),
          'accuracy %': accuracy,
          ...describeMemory(samples),
          'growth while it runs': rounded(growth),
        },
      };
    } finally {
      await browser.close();
      await app.close();
      await folder.remove();
    }
  },
};

/** Of each freeze also the part in which the page worked: the rest it waited for others to leave a processor. */
function describeFreezes(freezes: readonly Freeze[], thread: ThreadWatch): Record<string, string | number> {
  const ran = ({ at, ms }: Freeze) => Math.min(ms, thread.ranWithin(at, at + ms));
  const listed = freezes
    .toSorted((a, b) => ran(b) - ran(a))
    .slice(0, LISTED)
    .map((freeze, place): [string, string] => {
      const { phase, ms, scripts } = freeze;
      const what = scripts || 'no script, the browser itself';
      return [
        `freeze ${place + 1}`,
        `${Math.round(ms)} ms in ${phase}, at work for at most ${Math.round(ran(freeze))} ms: ${what}`,
      ];
    });
  return {
    'freezes of more than 50 ms': freezes.length,
    'longest time at work in one of them': `${Math.round(Math.max(0, ...freezes.map(ran)))} ms`,
    ...Object.fromEntries(listed),
  };
}

/** The most of each phase: the curve in a few numbers. */
function describeMemory(samples: readonly MemorySample[]): Record<string, string> {
  const peaks = new Map<string, MemorySample>();
  for (const sample of samples) {
    const most = peaks.get(sample.phase);
    if (!most || sample.page > most.page) peaks.set(sample.phase, sample);
  }
  const list = (of: (sample: MemorySample) => number) =>
    [...peaks].map(([phase, sample]) => `${phase} ${Math.round(of(sample))}`).join(', ');
  return {
    'peak of page and workers, MB': list(({ page }) => page),
    'browser process then, MB': list(({ browser }) => browser),
  };
}

/** The last fifth's mean against the second's. */
function growthOf(samples: readonly MemorySample[]): number {
  const part = Math.max(1, Math.floor(samples.length / 5));
  const mean = (some: readonly MemorySample[]) => some.reduce((sum, { page }) => sum + page, 0) / some.length;
  return mean(samples.slice(-part)) / mean(samples.slice(part, 2 * part));
}
