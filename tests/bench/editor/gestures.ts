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

/** The node nearest to the middle of the canvas: a place where the pointer meets it. */
export function nearestNode(page: Page, middle: Point): Promise<Point> {
  return page.evaluate(({ x, y }) => {
    const nodes = [...document.querySelectorAll('.react-flow__node')].map((node) => {
      const { left, top, width, height } = node.getBoundingClientRect();
      const at = { x: left + width / 2, y: top + height / 2 };
      return { node, at, distance: Math.hypot(at.x - x, at.y - y) };
    });
    const met = nodes
      .toSorted((a, b) => a.distance - b.distance)
      .find(({ node, at }) => document.elementFromPoint(at.x, at.y)?.closest('.react-flow__node') === node);
    if (!met) throw new Error('No node is in view.');
    return met.at;
  }, middle);
}

/** The place nearest to the middle where the pointer meets the empty canvas. */
export function nearestEmpty(page: Page, middle: Point): Promise<Point> {
  return page.evaluate(({ x, y }) => {
    for (let radius = 0; radius < 400; radius += 2) {
      for (let angle = 0; angle < 2 * Math.PI; angle += 0.2) {
        const at = { x: x + radius * Math.cos(angle), y: y + radius * Math.sin(angle) };
        if (document.elementFromPoint(at.x, at.y)?.classList.contains('react-flow__pane')) return at;
      }
    }
    throw new Error('The canvas is empty nowhere near its middle.');
  }, middle);
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

/** Turns the wheel over a place until the canvas is shown at this scale or a larger one. */
export async function zoomTo(page: Page, scale: number, { x, y }: Point): Promise<void> {
  await page.mouse.move(x, y);
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
