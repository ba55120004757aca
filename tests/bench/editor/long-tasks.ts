import { formatDocument } from '../../../src/graph/parse';
import { graph } from '../../plan/graphs';
import { watchPage } from '../photos/watch-page';
import { watchThread } from '../photos/watch-thread';
import type { Row } from '../row';
import { openGraph } from './open-graph';
import { openApp, withApp, withoutChromium } from './sides';

const SECONDS = 120;
const LISTED = 5;

/** A network that trains as a whole, on augmented images, for longer than is watched. */
const longTraining = () =>
  formatDocument(
    graph(
      {
        dataset: { kind: 'dataset', params: { source: 'digits' } },
        split: { kind: 'split', params: { trainPerClass: 60 } },
        augment: { kind: 'augment', params: { rotate: 10 } },
        cnn: { kind: 'small-cnn', params: { inputSize: 28, colour: 'grey', blocks: 3, filters: 16 } },
        head: { kind: 'head' },
        train: { kind: 'train', params: { epochs: 1000, batchSize: 16 } },
        evaluate: { kind: 'evaluate' },
      },
      [
        'dataset.data -> split.data',
        'split.data -> augment.data',
        'augment.data -> train.data',
        'cnn.model -> head.model',
        'head.model -> train.model',
        'train.trained -> evaluate.trained',
        'split.data -> evaluate.data',
      ],
    ),
  );

export const editorLongTasks: Row = {
  name: 'editor-long-tasks',
  group: 'editor',
  what: 'tasks of more than 50 ms on the main thread in two minutes of training on WASM',
  target: { value: 0, kind: 'equals' },
  skip: withoutChromium,
  measure: () =>
    withApp(async (browser, url) => {
      const page = await openApp(browser, url);
      await openGraph(page, longTraining());
      const watch = await watchPage(page);
      await page.reload();
      await page.locator('[aria-label^="Backend: W"]').waitFor();
      await page.waitForTimeout(5000);
      const thread = await watchThread(browser);
      await watch.phase('run');
      await page.locator('button', { hasText: /^Run$/ }).click();
      await page.locator('output', { hasText: 'Training' }).waitFor();
      await page.waitForTimeout(1000 * SECONDS);
      await watch.phase('end');
      const status = (await page.locator('output[aria-label="Run status"]').textContent()) ?? '';
      if (!status.startsWith('Training')) throw new Error(`The training did not last: "${status}".`);
      thread.stop();
      const freezes = (await watch.freezes()).filter(({ phase }) => phase === 'run');
      const ran = freezes.map(({ at, ms }) => Math.min(ms, thread.ranWithin(at, at + ms)));
      return {
        value: freezes.length,
        detail: {
          'at the end': status,
          'of them at work for more than 50 ms': ran.filter((ms) => ms > 50).length,
          ...Object.fromEntries(
            freezes
              .slice(0, LISTED)
              .map(({ ms, scripts }, place) => [
                `task ${place + 1}`,
                `${Math.round(ms)} ms, at work for at most ${Math.round(ran[place] ?? 0)} ms: ${scripts || 'no script, the browser itself'}`,
              ]),
          ),
        },
      };
    }),
};
