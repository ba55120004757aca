import type { Browser, Worker as EngineWorker } from '@playwright/test';
import type { BackendName } from '../../src/engine/events';
import type { EpochMetrics } from '../../src/worker/api';
import { chromium } from './chromium';
import { EditorPage, expect, test } from './editor-page';
import { headlessReport } from './headless';
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

type Failure = (engine: EngineWorker, browser: Browser) => Promise<unknown>;

const crashGpuProcess: Failure = async (_, browser) => {
  const devtools = await browser.newBrowserCDPSession();
  await devtools.send('Browser.crashGpuProcess');
};

const loseDevice: Failure = (engine) =>
  engine.evaluate(() => (Reflect.get(globalThis, 'openedDevices') as GPUDevice[]).at(-1)?.destroy());

/** What happens where a shader needs more shared memory than a small adapter has. */
const refuseShader: Failure = (engine) =>
  engine.evaluate(() => {
    const device = (Reflect.get(globalThis, 'openedDevices') as GPUDevice[]).at(-1);
    const code =
      'var<workgroup> shared: array<f32, 60000>; @compute @workgroup_size(1) fn main() { shared[0] = 1; }';
    device?.createComputePipeline({
      layout: 'auto',
      compute: { module: device.createShaderModule({ code }), entryPoint: 'main' },
    });
  });

/** What happens after each epoch, and the backend that the training then goes on with. */
const FAILURES: Readonly<Record<string, readonly (readonly [Failure, BackendName])[]>> = {
  'whose GPU process crashes, and then its next device is lost': [
    [crashGpuProcess, 'webgpu'],
    [loseDevice, 'wasm'],
  ],
  'whose device refuses a shader': [[refuseShader, 'wasm']],
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

let expected: readonly EpochMetrics[] = [];

test.beforeAll(async () => {
  const { train } = (await headlessReport(GRAPH)).nodes;
  expected = train?.op === 'fit' ? train.fit.history : [];
  expect(expected).toHaveLength(EPOCHS);
});

for (const [name, failures] of Object.entries(FAILURES)) {
  test(`a training ${name} goes on from its last epoch, and learns the same`, async ({ browser }) => {
    test.setTimeout(2 * RUN_TIMEOUT);
    const { editor, recorder } = await visit(browser);
    const engine = editor.page.workers().find((worker) => worker.url().includes('worker-'));
    if (!engine) throw new Error('The engine runs in no worker.');
    await keepDevices(engine);
    await editor.chooseBackend('WebGPU');
    await expect(editor.page.getByRole('button', { name: /^Backend: WebGPU/ })).toBeVisible();

    await editor.button('Run').click();
    let from = 0;
    for (const [fail] of failures) {
      const epoch = await recorder.waitFor(({ type }) => type === 'epoch', { from, timeout: RUN_TIMEOUT });
      await fail(engine, browser);
      from = await recorder.waitFor(({ type }) => type === 'resumed', { from: epoch, timeout: RUN_TIMEOUT });
    }
    const end = await recorder.waitFor(({ type }) => type === 'run-finished', {
      from: 0,
      timeout: RUN_TIMEOUT,
    });
    expect(recorder.events[end]).toMatchObject({ status: 'done' });
    const changed = recorder.events.filter(({ type }) => type === 'backend-changed');
    expect(changed).toMatchObject(
      failures.map(([, name]) => ({ backend: { name }, problem: { code: 'backend/lost' } })),
    );
    expect(recorder.events.filter(({ type }) => type === 'resumed')).toHaveLength(failures.length);
    await expect(
      editor.page.getByText(/^The graphics card (was lost|refused a computation)\./).first(),
    ).toBeVisible();

    for (const [place, metrics] of recorder.history().entries()) {
      expect(metrics.loss).toBeCloseTo(expected[place]?.loss ?? 0, 2);
    }
    expect(recorder.history()).toHaveLength(EPOCHS);
    await editor.page.context().close();
  });
}
