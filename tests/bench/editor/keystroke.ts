import type { Page } from '@playwright/test';
import { formatDocument } from '../../../src/graph/parse';
import { median, rounded } from '../paired';
import type { Row } from '../row';
import { openGraph } from './open-graph';
import { openApp, withApp, withoutChromium } from './sides';
import { thousandNodes } from './thousand';

/** What they give is inferred anew through their whole group of 28 nodes. */
const EDITED = thousandNodes()
  .nodes.filter(({ kind }) => kind === 'split')
  .map(({ id }) => id)
  .filter((_, place) => place % 7 === 3);
const KEYS = 8;
/** Somebody who types fast: 8 keys a second. */
const PAUSE_MS = 120;

interface Stroke {
  /** Milliseconds from the key to the facts that follow from it, on the page. */
  readonly validated: number;
  /** And to the next frame. */
  readonly painted: number;
}

export const editorKeystroke: Row = {
  name: 'editor-keystroke',
  group: 'editor',
  what: 'from a key in a parameter to the validated graph of 1,000 nodes, shown: median',
  target: { value: 16, kind: 'at most' },
  skip: withoutChromium,
  measure: () =>
    withApp(async (browser, url) => {
      const page = await openApp(browser, url);
      await openGraph(page, formatDocument(thousandNodes()));
      const strokes: Stroke[] = [];
      for (const id of EDITED) strokes.push(...(await strokesIn(page, id)));
      const validated = strokes.map((stroke) => stroke.validated);
      return {
        value: median(validated),
        unit: 'ms',
        detail: {
          keys: strokes.length,
          'slowest, ms': rounded(Math.max(...validated)),
          'to the next frame, median ms': rounded(median(strokes.map(({ painted }) => painted))),
        },
      };
    }),
};

/** Selects a Split node and presses the arrow that makes one of its parts larger. */
async function strokesIn(page: Page, id: string): Promise<readonly Stroke[]> {
  await page.locator(`[data-testid="node-${id}"]`).click();
  const field = page.locator('aside input[aria-label="Test"]');
  await field.focus();
  const strokes: Stroke[] = [];
  for (let key = 0; key < KEYS; key++) {
    const stroke = page.evaluate(
      () =>
        new Promise<Stroke>((resolve) => {
          let pressed = 0;
          const facts = new MutationObserver(() => {
            const validated = performance.now() - pressed;
            facts.disconnect();
            requestAnimationFrame(() => resolve({ validated, painted: performance.now() - pressed }));
          });
          const onKeyDown = () => {
            pressed = performance.now();
            const options = { subtree: true, characterData: true, childList: true };
            for (const list of document.querySelectorAll('aside dl')) facts.observe(list, options);
          };
          document.addEventListener('keydown', onKeyDown, { capture: true, once: true });
        }),
    );
    await page.waitForTimeout(PAUSE_MS);
    await field.press('ArrowUp');
    strokes.push(await stroke);
  }
  return strokes;
}
