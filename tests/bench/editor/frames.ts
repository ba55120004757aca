import type { Page } from '@playwright/test';
import { median, rounded } from '../paired';
import type { Row } from '../row';
import { circle, frameTime95, middleOf, nearestEmpty, nearestNode, zoomTo } from './gestures';
import { openGraph } from './open-graph';
import { type Side, withoutChromium, withSides } from './sides';

/** A node in its full size, as one sees it while one edits. */
const CLOSE = 0.8;
const VIEW_SETTLES_MS = 1200;

const GESTURES = [
  { name: 'panning, all in view', what: 'pane', close: false },
  { name: 'dragging, all in view', what: 'node', close: false },
  { name: 'panning, close', what: 'pane', close: true },
  { name: 'dragging, close', what: 'node', close: true },
] as const;

export const editorFrames: Row = {
  name: 'editor-frames',
  group: 'editor',
  what: 'frame time p95 dragging and panning 1,000 nodes, 1,500 wires / bare React Flow: the worst of four',
  target: { value: 1.25, kind: 'at most' },
  skip: withoutChromium,
  measure: ({ runs }) =>
    withSides(async (editor, bare) => {
      const pages = [await opened(editor), await opened(bare)] as const;
      const ratios = new Map<string, number[]>();
      const detail: Record<string, string> = {};
      for (let run = 0; run <= runs; run++) {
        for (const { name, what, close } of GESTURES) {
          const order = run % 2 === 0 ? [0, 1] : [1, 0];
          const times = [0, 0];
          for (const place of order) times[place] = await gesture(pages[place] ?? pages[0], what, close);
          const [ours = 0, theirs = 0] = times;
          // The first time around is for warmth.
          if (run === 0) continue;
          ratios.set(name, [...(ratios.get(name) ?? []), ours / theirs]);
          detail[name] =
            `${rounded(ours)} / ${rounded(theirs)} ms in the last run, median ratio ${rounded(median(ratios.get(name) ?? []))}`;
        }
      }
      return { value: Math.max(...[...ratios.values()].map(median)), detail };
    }),
};

async function opened(side: Side): Promise<Page> {
  const page = await side.page();
  await openGraph(page, side.graph);
  return page;
}

async function gesture(page: Page, what: 'node' | 'pane', close: boolean): Promise<number> {
  await page.bringToFront();
  await page.keyboard.press('f');
  await page.waitForTimeout(VIEW_SETTLES_MS);
  const middle = await middleOf(page);
  // Over a node, which stays below the pointer: the very middle may be far from any.
  if (close) await zoomTo(page, CLOSE, await nearestNode(page, middle));
  const at = await (what === 'node' ? nearestNode : nearestEmpty)(page, middle);
  return frameTime95(page, () => circle(page, at));
}
