import { gzipSync } from 'node:zlib';
import type { Row } from '../row';
import { withApp, withoutChromium } from './sides';

/** The text of every build of tfjs's core. */
const TFJS = /\bmakeTensor|tfjs|WEBGL_VERSION/;
const SETTLED_MS = 3000;

/** What a first visit's page really asks for, not what the build calls its first chunk. */
export const editorStartSize: Row = {
  name: 'editor-start-size',
  group: 'editor',
  what: 'JavaScript that the page asks for before its first paint, compressed, without tfjs',
  target: { value: 300, kind: 'at most' },
  skip: withoutChromium,
  measure: () =>
    withApp(async (browser, url) => {
      const page = await browser.newPage({ serviceWorkers: 'block' });
      const scripts: { readonly url: string; readonly at: number; readonly body: Promise<Buffer> }[] = [];
      page.on('requestfinished', (request) => {
        if (!/\.js(\?|$)/.test(request.url())) return;
        const body = request.response().then((response) => response?.body() ?? Buffer.alloc(0));
        // One that still comes in when all is measured goes with its page.
        body.catch(() => undefined);
        scripts.push({ url: request.url(), at: request.timing().startTime, body });
      });
      await page.goto(url);
      await page.locator('.react-flow__node').first().waitFor();
      await page.waitForTimeout(SETTLED_MS);
      const painted = await page.evaluate(() => {
        const paint = performance.getEntriesByName('first-contentful-paint')[0];
        return performance.timeOrigin + (paint?.startTime ?? Number.NaN);
      });
      if (!Number.isFinite(painted)) throw new Error('The page painted nothing.');
      const before = await Promise.all(
        scripts
          .filter(({ at }) => at <= painted)
          .map(async ({ url: address, body }) => ({
            name: address.replace(/^.*\//, ''),
            text: (await body).toString('utf8'),
          })),
      );
      const sized = before.map(({ name, text }) => ({ name, kilobytes: gzipSync(text).length / 1000 }));
      const withTfjs = before.filter(({ text }) => TFJS.test(text)).map(({ name }) => name);
      if (withTfjs.length > 0)
        throw new Error(`tfjs is loaded before the first paint: ${withTfjs.join(', ')}.`);
      return {
        value: sized.reduce((sum, { kilobytes }) => sum + kilobytes, 0),
        unit: 'kB',
        detail: Object.fromEntries(sized.map(({ name, kilobytes }) => [name, `${kilobytes.toFixed(1)} kB`])),
      };
    }),
};
