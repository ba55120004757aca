import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, type Page, chromium as playwright } from '@playwright/test';
import { chromiumPath } from '../../../scripts/test/chromium';
import { chromium } from '../../e2e/chromium';
import { EditorPage } from '../../e2e/editor-page';
import { crash } from '../../e2e/killed/crash';
import { type Closing, editUntilKilled, lossOf } from '../../e2e/killed/edit-until-killed';
import { graph } from '../../plan/graphs';
import { keepNames } from '../keep-names';
import { serveApp } from '../photos/served-app';
import type { Row } from '../row';

const CLOSINGS = 100;
const VIEWPORT = { width: 1440, height: 900 };

type Way = 'page closed' | 'process of the page killed' | 'whole browser killed';
const WAYS: readonly Way[] = ['page closed', 'process of the page killed', 'whole browser killed'];

/** Kills the page in the middle of editing; the tests do it a few times. */
export const killed: Row = {
  name: 'killed',
  what: `of ${CLOSINGS} times that the page is killed while one edits: those that lose an acknowledged edit`,
  target: { value: 0, kind: 'equals' },
  skip: async () => (chromiumPath() === undefined ? 'needs Chromium' : undefined),
  async measure() {
    const app = await serveApp();
    const profile = await mkdtemp(join(tmpdir(), 'graft-killed-'));
    const start = async () => {
      const options = { ...chromium, baseURL: app.url, viewport: VIEWPORT };
      const started = await playwright.launchPersistentContext(profile, options);
      await keepNames(started);
      return started;
    };
    const detail: Record<string, string | number> = {};
    const closings = new Map<Way, Closing[]>(WAYS.map((way) => [way, []]));
    let context = await start();
    let losses = 0;
    try {
      const editor = new EditorPage(await context.newPage());
      await editor.open();
      const small = graph({ split: { kind: 'split' }, augment: { kind: 'augment' } }, []);
      await editor.openFile('small.json', JSON.stringify(small));
      let page = editor.page;
      for (let seed = 1; seed <= CLOSINGS; seed++) {
        const way = WAYS[seed % WAYS.length] ?? 'page closed';
        const kill = async () => {
          if (way === 'page closed') await page.close();
          else if (way === 'process of the page killed') await crash(page);
          else await killBrowser(context);
        };
        const reopen = async () => {
          if (way === 'whole browser killed') context = await start();
          return open(context);
        };
        const closing = await editUntilKilled({ page, kill, reopen }, seed);
        closings.get(way)?.push(closing);
        const loss = lossOf(closing);
        if (loss !== undefined) {
          losses++;
          detail[`seed ${seed}, ${way}`] = loss;
        }
        page = closing.next;
      }
    } finally {
      await context.close();
      await app.close();
      await rm(profile, { recursive: true, force: true });
    }
    for (const [way, some] of closings) detail[way] = summaryOf(some);
    return { value: losses, detail };
  },
};

async function open(context: BrowserContext): Promise<Page> {
  const editor = new EditorPage(await context.newPage());
  await editor.open();
  return editor.page;
}

/** Without a word, as a machine that runs out of memory does. */
async function killBrowser(context: BrowserContext): Promise<void> {
  const browser = context.browser();
  if (!browser) throw new Error('The context has no browser of its own.');
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const main = processInfo.find(({ type }) => type === 'browser');
  if (!main) throw new Error('The browser does not say which process it is.');
  const closed = new Promise((resolve) => context.once('close', resolve));
  process.kill(main.id, 'SIGKILL');
  await closed;
}

function summaryOf(closings: readonly Closing[]): string {
  const sum = (of: (closing: Closing) => number) =>
    closings.reduce((total, closing) => total + of(closing), 0);
  const unfinished = closings.filter(({ states, acknowledged }) => acknowledged < states.length - 1).length;
  return `${closings.length} closings, ${sum(({ states }) => states.length - 1)} edits, ${sum(({ saves }) => saves)} saves acknowledged, ${unfinished} with edits not acknowledged yet`;
}
