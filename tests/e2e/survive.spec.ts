import type { BrowserContext, Page } from '@playwright/test';
import { createRandom } from '../../src/engine/data/random';
import type { RunEvent } from '../../src/worker/api';
import { EditorPage, expect, test } from './editor-page';
import { RunRecorder } from './run-recorder';
import { surviveGraph } from './survive-graph';

const INTERRUPTIONS = 20;
/** Enough for all interruptions: between two of them there is about one epoch. */
const EPOCHS = 56;
/** In this order, again and again. */
const KINDS = [
  'the worker is ended',
  'the page is reloaded',
  'the worker is ended',
  'the page is closed',
  'it is paused',
  'the worker is ended',
  'the page crashes',
] as const;
const GRAPH = surviveGraph({ epochs: EPOCHS, batchSize: 16, imagesPerClass: 40, filters: 4 });
const SOON = 60_000;
const isOver = ({ type }: RunEvent) => type === 'run-finished';
const isEpoch = ({ type }: RunEvent) => type === 'epoch';

/** Keeps hold of the page's workers, to end them as a browser does that runs out of memory. */
function keepWorkers(): void {
  const workers: Worker[] = [];
  Reflect.set(window, 'startedWorkers', workers);
  window.Worker = class extends window.Worker {
    constructor(...args: ConstructorParameters<typeof Worker>) {
      super(...args);
      workers.push(this);
    }
  };
}

class Visitor {
  readonly recorder = new RunRecorder();
  private constructor(
    private readonly context: BrowserContext,
    public page: Page,
  ) {}

  static async arrive(context: BrowserContext): Promise<Visitor> {
    const visitor = new Visitor(context, await context.newPage());
    await visitor.recorder.attach(context);
    await context.addInitScript(keepWorkers);
    await visitor.page.goto('/');
    const editor = new EditorPage(visitor.page);
    await editor.openFile('survive.graft.json', GRAPH);
    await expect(editor.node('train')).toBeVisible();
    return visitor;
  }

  /** The button that runs says `Resume` once the engine has found what can be resumed. */
  button(name: 'Run' | 'Resume' | 'Pause') {
    return this.page.locator('header').getByRole('button', { name, exact: true });
  }

  async returnByNewPage(): Promise<void> {
    this.page = await this.context.newPage();
    await this.page.goto('/');
  }

  readonly interruptions: Readonly<Record<(typeof KINDS)[number], () => Promise<void>>> = {
    'the worker is ended': () =>
      this.page.evaluate(() => {
        const workers: Worker[] = Reflect.get(window, 'startedWorkers');
        workers.at(-1)?.terminate();
      }),
    'the page is reloaded': async () => {
      await this.page.reload();
    },
    'the page is closed': async () => {
      await this.page.close();
      await this.returnByNewPage();
    },
    'the page crashes': async () => {
      const page = this.page;
      const devtools = await this.context.newCDPSession(page);
      const crashed = page.waitForEvent('crash');
      // It cannot answer any more.
      devtools.send('Page.crash').catch(() => undefined);
      await crashed;
      await page.close();
      await this.returnByNewPage();
    },
    'it is paused': () => this.button('Pause').click(),
  };
}

test(`a training that is interrupted ${INTERRUPTIONS} times ends with the numbers of one that is not`, async ({
  browser,
}) => {
  test.setTimeout(300_000);
  const calm = await Visitor.arrive(await browser.newContext());
  await calm.button('Run').click();
  await calm.recorder.waitFor(isEpoch, { from: 0, timeout: SOON });
  const began = performance.now();
  await calm.recorder.waitFor(isOver, { from: 0, timeout: 120_000 });
  const epochMs = (performance.now() - began) / EPOCHS;
  expect(calm.recorder.history()).toHaveLength(EPOCHS);

  const visitor = await Visitor.arrive(await browser.newContext());
  const { recorder } = visitor;
  const random = createRandom(24);
  await visitor.button('Run').click();
  for (let done = 0; done < INTERRUPTIONS; done++) {
    // Somewhere in an epoch, or at its end, which is where things are written.
    for (let epochs = random.integer(3); epochs > 0; epochs--) {
      const from = recorder.events.length;
      await recorder.waitFor(isEpoch, { from, timeout: SOON });
    }
    await new Promise((resolve) => setTimeout(resolve, random.uniform(0, epochMs)));
    const kind = KINDS[done % KINDS.length] ?? KINDS[0];
    await visitor.interruptions[kind]();

    const seen = recorder.epochsSeen();
    if (seen > 0) await expect(visitor.button('Resume')).toBeVisible({ timeout: SOON });
    const from = recorder.events.length;
    await visitor.page
      .locator('header')
      .getByRole('button', { name: /^(Run|Resume)$/ })
      .click();
    if (seen > 0) {
      const at = await recorder.waitFor(({ type }) => type === 'resumed', { from, timeout: SOON });
      const resumed = recorder.events[at];
      const kept = resumed?.type === 'resumed' ? resumed.history.length : 0;
      expect(kept, `After "${kind}", an epoch that was shown is lost.`).toBeGreaterThanOrEqual(seen);
    }
  }
  const from = recorder.events.length;
  await recorder.waitFor((event) => event.type === 'run-finished' && event.status === 'done', {
    from,
    timeout: 120_000,
  });
  expect(recorder.history()).toEqual(calm.recorder.history());
  expect(recorder.report()?.accuracy).toBe(calm.recorder.report()?.accuracy);
});

test('a cancelled training can be resumed, an edit puts it aside, and starting over asks first', async ({
  browser,
}) => {
  const visitor = await Visitor.arrive(await browser.newContext());
  const { recorder, page } = visitor;
  const button = visitor.button.bind(visitor);
  await button('Run').click();
  await recorder.waitFor(isEpoch, { from: 0, timeout: SOON });
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(button('Resume')).toBeVisible();
  await expect(page.getByLabel('Run status')).toHaveText(new RegExp(`^Cancelled · epoch \\d+ of ${EPOCHS}$`));

  const editor = new EditorPage(page);
  await editor.select('train');
  const epochs = editor.inspector.getByLabel('Epochs', { exact: true });
  await epochs.fill('2');
  await epochs.press('Enter');
  await expect(button('Run')).toBeVisible();
  await editor.button('Undo').click();
  await expect(button('Resume')).toBeVisible();

  await editor.button('More ways to run').click();
  await page.getByRole('menuitem', { name: 'Start over…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Keep it' }).click();
  await expect(button('Resume')).toBeVisible();
  await editor.button('More ways to run').click();
  await page.getByRole('menuitem', { name: 'Start over…' }).click();
  const from = recorder.events.length;
  await page.getByRole('dialog').getByRole('button', { name: 'Start over' }).click();
  const first = await recorder.waitFor(isEpoch, { from, timeout: SOON });
  expect(recorder.events[first]).toMatchObject({ metrics: { epoch: 1 } });
  await page.keyboard.press('p');
  await expect(page.getByLabel('Run status')).toHaveText(new RegExp(`^Paused · epoch \\d+ of ${EPOCHS}$`));
});
