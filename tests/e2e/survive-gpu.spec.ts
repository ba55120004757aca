import type { Browser, Worker as EngineWorker } from '@playwright/test';
import type { EpochMetrics } from '../../src/worker/api';
import { chromium } from './chromium';
import { EditorPage, expect, test } from './editor-page';
import { RunRecorder } from './run-recorder';
import { surviveGraph } from './survive-graph';

/** WebGPU on a software renderer: slow, but it is lost and refuses as a GPU does. */
test.use({
  launchOptions: {
    ...chromium,
    args: [...chromium.args, '--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader'],
  },
});

const EPOCHS = 3;
const GRAPH = surviveGraph({ epochs: EPOCHS, batchSize: 15, imagesPerClass: 10, filters: 4 });
const RUN_TIMEOUT = 120_000;

/** Keeps hold of the devices that the engine opens from now on. */
const keepDevices = (engine: EngineWorker) =>
  engine.evaluate(() => {
    const devices: GPUDevice[] = [];
    Reflect.set(globalThis, 'openedDevices', devices);
    const open = GPUAdapter.prototype.requestDevice;
    GPUAdapter.prototype.requestDevice = async function (descriptor) {
      const device = await open.call(this, descriptor);
      devices.push(device);
      return device;
    };
  });

const FAILURES: Readonly<Record<string, (engine: EngineWorker, browser: Browser) => Promise<unknown>>> = {
  'whose device is lost': (engine) =>
    engine.evaluate(() => (Reflect.get(globalThis, 'openedDevices') as GPUDevice[]).at(-1)?.destroy()),
  'whose GPU process crashes': async (_, browser) => {
    const devtools = await browser.newBrowserCDPSession();
    await devtools.send('Browser.crashGpuProcess');
  },
  // What happens where a shader needs more shared memory than a small adapter has.
  'whose device refuses a shader': (engine) =>
    engine.evaluate(() => {
      const device = (Reflect.get(globalThis, 'openedDevices') as GPUDevice[]).at(-1);
      const code =
        'var<workgroup> shared: array<f32, 60000>; @compute @workgroup_size(1) fn main() { shared[0] = 1; }';
      device?.createComputePipeline({
        layout: 'auto',
        compute: { module: device.createShaderModule({ code }), entryPoint: 'main' },
      });
    }),
};

/** Opens the graph in a browser that has stored nothing yet. */
async function visit(browser: Browser): Promise<{ editor: EditorPage; recorder: RunRecorder }> {
  const context = await browser.newContext();
  const recorder = new RunRecorder();
  await recorder.attach(context);
  const editor = new EditorPage(await context.newPage());
  await editor.open();
  await expect(editor.page.getByRole('button', { name: /^Backend: WASM/ })).toBeVisible();
  await editor.openFile('survive.graft.json', GRAPH);
  return { editor, recorder };
}

const start = (editor: EditorPage): Promise<void> =>
  editor.page.locator('header').getByRole('button', { name: 'Run', exact: true }).click();

let expected: readonly EpochMetrics[] = [];

test.beforeAll(async ({ browser }) => {
  const { editor, recorder } = await visit(browser);
  await start(editor);
  await recorder.waitFor(({ type }) => type === 'run-finished', { from: 0, timeout: RUN_TIMEOUT });
  expected = recorder.history();
  await editor.page.context().close();
});

for (const [name, fail] of Object.entries(FAILURES)) {
  test(`a training ${name} goes on from its last epoch, and learns the same`, async ({ browser }) => {
    test.setTimeout(RUN_TIMEOUT);
    const { editor, recorder } = await visit(browser);
    const engine = editor.page.workers().find((worker) => worker.url().includes('worker-'));
    if (!engine) throw new Error('The engine runs in no worker.');
    await keepDevices(engine);
    await editor.chooseBackend('WebGPU');
    await expect(editor.page.getByRole('button', { name: /^Backend: WebGPU/ })).toBeVisible();

    await start(editor);
    await recorder.waitFor(({ type }) => type === 'epoch', { from: 0, timeout: RUN_TIMEOUT });
    await fail(engine, browser);
    const end = await recorder.waitFor(({ type }) => type === 'run-finished', {
      from: 0,
      timeout: RUN_TIMEOUT,
    });
    expect(recorder.events[end]).toMatchObject({ status: 'done' });
    const changed = recorder.events.filter(({ type }) => type === 'backend-changed');
    expect(changed).toMatchObject([{ problem: { code: 'backend/lost' } }]);
    const resumed = recorder.events.filter(({ type }) => type === 'resumed');
    expect(resumed).toHaveLength(1);
    await expect(
      editor.page.getByText(/^The graphics card (was lost|refused a computation)\./),
    ).toBeVisible();

    expect(expected).toHaveLength(EPOCHS);
    for (const [place, metrics] of recorder.history().entries()) {
      expect(metrics.loss).toBeCloseTo(expected[place]?.loss ?? 0, 2);
    }
    expect(recorder.history()).toHaveLength(EPOCHS);
    await editor.page.context().close();
  });
}
