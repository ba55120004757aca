import { type Browser, type Page, chromium as playwright } from '@playwright/test';
import { chromiumPath } from '../../../scripts/test/chromium';
import { formatDocument } from '../../../src/graph/parse';
import { chromium } from '../../e2e/chromium';
import { keepNames } from '../keep-names';
import { serveApp } from '../photos/served-app';
import { serveBare } from './served-bare';
import { bareGraph, thousandNodes } from './thousand';

/** One of the two that are compared. */
export interface Side {
  /** Opens a page without the large graph, at rest. */
  page(): Promise<Page>;
  /** The graph of 1,000 nodes, as the page reads it. */
  readonly graph: string;
}

const VIEWPORT = { width: 1440, height: 900 };
/** The engine starts and measures itself after the page is there. */
const AT_REST_MS = 4000;

export const withoutChromium = async (): Promise<string | undefined> =>
  chromiumPath() === undefined ? 'needs Chromium' : undefined;

/** Gives a browser and the application's address, as it is built for its users. */
export async function withApp<T>(work: (browser: Browser, url: string) => Promise<T>): Promise<T> {
  const app = await serveApp();
  const browser = await playwright.launch(chromium);
  try {
    return await work(browser, app.url);
  } finally {
    await browser.close();
    await app.close();
  }
}

async function newPage(browser: Browser, viewport: typeof VIEWPORT): Promise<Page> {
  const page = await browser.newPage({ viewport, serviceWorkers: 'block' });
  await keepNames(page);
  return page;
}

/** Opens the application for a first visit. */
export async function openApp(browser: Browser, url: string): Promise<Page> {
  const page = await newPage(browser, VIEWPORT);
  await page.goto(url);
  await page.locator('[aria-label^="Backend: W"]').waitFor();
  await page.waitForTimeout(AT_REST_MS);
  return page;
}

/** Gives the editor and a bare React Flow page with as large a canvas, in one browser. */
export async function withSides<T>(work: (editor: Side, bare: Side) => Promise<T>): Promise<T> {
  const bareApp = await serveBare();
  const document = thousandNodes();
  let canvas = VIEWPORT;
  try {
    return await withApp((browser, url) => {
      const editor = {
        graph: formatDocument(document),
        async page() {
          const page = await openApp(browser, url);
          const box = await page.locator('.react-flow').boundingBox();
          if (box) canvas = { width: Math.round(box.width), height: Math.round(box.height) };
          return page;
        },
      };
      const bare = {
        graph: JSON.stringify(bareGraph(document)),
        async page() {
          const page = await newPage(browser, canvas);
          await page.goto(bareApp.url);
          await page.locator('.react-flow').waitFor();
          return page;
        },
      };
      return work(editor, bare);
    });
  } finally {
    await bareApp.close();
  }
}
