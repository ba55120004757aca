import type { Page } from '@playwright/test';
import { seededInteger } from '../../fuzz/mutate';

/** What one closing showed. */
export interface Closing {
  /** States of the graph, one after each edit; the first is what was there before any. */
  readonly states: readonly string[];
  /** The last state of which the page said that it is saved. */
  readonly acknowledged: number;
  /** What the next visit found. */
  readonly found: string;
  /** The page said that it saved something. */
  readonly saves: number;
}

export interface Surroundings {
  /** A page of the editor, its graph shown. */
  readonly page: Page;
  /** Ends the page without asking it. */
  readonly kill: () => Promise<void>;
  /** The next visit, its graph shown. */
  readonly reopen: () => Promise<Page>;
}

const LONGEST_PAUSE_MS = 500;
const SHORTEST_MS = 150;
const LONGEST_MS = 2200;

/** Edits the graph at a person's pace, kills the page at a moment that the seed chooses, and looks what is there. */
export async function editUntilKilled(
  { page, kill, reopen }: Surroundings,
  seed: number,
): Promise<Closing & { readonly next: Page }> {
  const random = seededInteger(seed);
  const states: string[] = [];
  let acknowledged = 0;
  let saves = 0;
  let isDead = false;
  await page.exposeBinding('told', (_source, edit: number) => {
    acknowledged = Math.max(acknowledged, edit);
    saves++;
  });
  await page.evaluate(listenToMark);
  states.push(await stateAfter(page, 0));
  const moment = SHORTEST_MS + random(LONGEST_MS - SHORTEST_MS);
  const killing = new Promise((resolve) => setTimeout(resolve, moment)).then(() => {
    isDead = true;
    return kill();
  });
  while (!isDead) {
    try {
      await anEdit(page, states.length, random);
      const state = await stateAfter(page, states.length);
      states.push(state);
      await page.waitForTimeout(random(LONGEST_PAUSE_MS));
    } catch (error) {
      // A dead page does nothing any more.
      if (!isDead) throw error;
    }
  }
  await killing;
  const next = await reopen();
  return { states, acknowledged, saves, found: await stateAfter(next, 0), next };
}

/**
 * Why a closing lost something, or `undefined`. What is found must be the acknowledged state or a later
 * one; the edit that was on its way when the page died may be there too, as a state that was never seen.
 */
export function lossOf({ states, acknowledged, found }: Closing): string | undefined {
  if (states.lastIndexOf(found) >= acknowledged) return undefined;
  const known = states.indexOf(found);
  if (known !== -1) return `edit ${acknowledged} was acknowledged, and edit ${known} was found`;
  const last = states.at(-1) ?? '';
  return distance(last, found) <= 1 ? undefined : `found neither of its states:\n${found}\nafter\n${last}`;
}

/** In how many lines two states differ; one edit changes, adds or removes one. */
function distance(a: string, b: string): number {
  const [left, right] = [a.split('\n'), b.split('\n')];
  const gone = left.filter((line) => !right.includes(line)).length;
  const come = right.filter((line) => !left.includes(line)).length;
  return Math.max(gone, come);
}

const MOST_NODES = 7;

/** Does one thing that is one edit of the document. */
async function anEdit(page: Page, count: number, random: (below: number) => number): Promise<void> {
  const nodes = await page.locator('.react-flow__node').count();
  const choice = random(5);
  if (choice === 0 || nodes === 0) {
    const title = page.getByRole('textbox', { name: 'Title of the graph' });
    await title.fill(`Edit ${count}`);
    await title.press('Enter');
    return;
  }
  if (choice === 1) {
    await page.keyboard.press('Control+z');
    return;
  }
  if (choice === 2 && nodes < MOST_NODES) {
    await page.getByRole('button', { name: 'Add Split', exact: true }).click();
    return;
  }
  await page.locator('.react-flow__node h3').nth(random(nodes)).click();
  if (choice === 3 && nodes > 2) await page.keyboard.press('Delete');
  else await page.keyboard.press('ArrowRight');
}

/** In the page: tells what the mark beside the title says, with the number of edits that were done then. */
function listenToMark(): void {
  const mark = document.querySelector('header span[data-state]');
  if (!mark) throw new Error('There is no save mark.');
  const tell = () => {
    if (mark.getAttribute('data-state') !== 'saved') return;
    const told: unknown = Reflect.get(window, 'told');
    if (typeof told === 'function') told(Number(document.documentElement.dataset.edits ?? 0));
  };
  new MutationObserver(tell).observe(mark, { attributes: true, attributeFilter: ['data-state'] });
}

/** What the page shows of its graph, line by line, once it has drawn it. */
const stateAfter = (page: Page, edits: number): Promise<string> =>
  page.evaluate(async (count) => {
    const drawn = () => new Promise((resolve) => requestAnimationFrame(resolve));
    for (let frame = 0; frame < 3; frame++) await drawn();
    const nodes = [...document.querySelectorAll<HTMLElement>('.react-flow__node')].map(
      (node) => `${node.dataset.id} ${node.style.transform} ${node.querySelector('h3')?.textContent}`,
    );
    // From now on "saved" is said of this edit too.
    document.documentElement.dataset.edits = String(count);
    return [document.title, ...nodes.sort()].join('\n');
  }, edits);
