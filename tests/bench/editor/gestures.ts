import type { Page } from '@playwright/test';

export interface Point {
  readonly x: number;
  readonly y: number;
}

const SECONDS = 3;
const RADIUS = 120;
/** One turn of the pointer takes as many moves. */
const MOVES_A_TURN = 90;

/** The middle of the canvas on the screen. */
export async function middleOf(page: Page): Promise<Point> {
  const box = await page.locator('.react-flow').boundingBox();
  if (!box) throw new Error('There is no canvas.');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** The place nearest to the middle where the pointer meets a node, or the empty canvas. */
export async function nearest(page: Page, what: 'node' | 'pane'): Promise<Point> {
  const middle = await middleOf(page);
  const found = await page.evaluate(
    ([{ x, y }, wanted]) => {
      for (let radius = 0; radius < 400; radius += 2) {
        for (let angle = 0; angle < 2 * Math.PI; angle += 0.2) {
          const at = { x: x + radius * Math.cos(angle), y: y + radius * Math.sin(angle) };
          const hit = document.elementFromPoint(at.x, at.y);
          const isNode = hit?.closest('.react-flow__node') && !hit.closest('.react-flow__handle');
          if (wanted === 'node' ? isNode : hit?.classList.contains('react-flow__pane')) return at;
        }
      }
      return undefined;
    },
    [middle, what] as const,
  );
  if (!found) throw new Error(`There is no ${what} near the middle of the canvas.`);
  return found;
}

/** Holds the button down at a place and goes round in circles. */
export async function circle(page: Page, { x, y }: Point): Promise<void> {
  await page.mouse.move(x, y);
  await page.mouse.down();
  const end = performance.now() + 1000 * SECONDS;
  for (let move = 1; performance.now() < end; move++) {
    const angle = (2 * Math.PI * move) / MOVES_A_TURN;
    await page.mouse.move(x + RADIUS * Math.sin(angle), y + RADIUS * (1 - Math.cos(angle)));
  }
  await page.mouse.up();
}

/** Turns the wheel over the middle until the canvas is shown at this scale or a larger one. */
export async function zoomTo(page: Page, scale: number): Promise<void> {
  const middle = await middleOf(page);
  await page.mouse.move(middle.x, middle.y);
  for (let turn = 0; turn < 60 && (await scaleOf(page)) < scale; turn++) {
    await page.mouse.wheel(0, -60);
    await page.waitForTimeout(30);
  }
  await page.waitForTimeout(800);
}

const scaleOf = (page: Page): Promise<number> =>
  page
    .locator('.react-flow__viewport')
    .evaluate((viewport) => new DOMMatrixReadOnly(getComputedStyle(viewport).transform).a);

/** The 95th percentile of the milliseconds from frame to frame while something is done. */
export async function frameTime95(page: Page, work: () => Promise<void>): Promise<number> {
  const watch = await page.evaluateHandle(() => {
    const times: number[] = [];
    const state = { times, running: true };
    const look = (time: number) => {
      times.push(time);
      if (state.running) requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
    return state;
  });
  await work();
  const times = await watch.evaluate((state) => {
    state.running = false;
    return state.times;
  });
  await watch.dispose();
  const frames = times.slice(1).map((time, place) => time - (times[place] ?? time));
  const sorted = frames.toSorted((a, b) => a - b);
  return sorted[Math.floor(0.95 * (sorted.length - 1))] ?? Number.NaN;
}
