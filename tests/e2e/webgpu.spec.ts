import { fileURLToPath } from 'node:url';
import { expect, type Page, test } from '@playwright/test';
import { createServer, type ViteDevServer } from 'vite';
import { type GradientNumbers, largestDifference } from '../conformance/gradients-case';
import { chromium } from './chromium';

/** WebGPU on a software renderer: slow, but the same code paths and the same numbers as on a GPU. */
test.use({
  launchOptions: {
    ...chromium,
    args: [...chromium.args, '--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader'],
  },
});

let server: ViteDevServer;

test.beforeAll(async () => {
  server = await createServer({
    root: fileURLToPath(new URL('./conformance/', import.meta.url)),
    configFile: false,
    logLevel: 'error',
    server: { port: 0, fs: { allow: [fileURLToPath(new URL('../../', import.meta.url))] } },
    optimizeDeps: {
      include: [
        '@tensorflow/tfjs',
        '@tensorflow/tfjs-backend-wasm',
        '@tensorflow/tfjs-backend-webgpu',
        '@noble/hashes/sha2.js',
        '@noble/hashes/utils.js',
        'pure-rand/distribution/uniformFloat64',
        'pure-rand/distribution/uniformInt',
        'pure-rand/generator/xoroshiro128plus',
        'zod/locales',
        'zod/mini',
      ],
    },
    cacheDir: fileURLToPath(new URL('../../node_modules/.vite-conformance/', import.meta.url)),
  });
  await server.listen();
});
test.afterAll(() => server.close());

type Answer = {
  readonly backend: { readonly name: string; readonly reason: string };
  readonly numbers: GradientNumbers;
};

async function run(page: Page, asked: string): Promise<Answer> {
  await page.goto(`${server.resolvedUrls?.local[0]}?${asked}`);
  const answer = await page.evaluate(() => (window as unknown as { answer: Promise<unknown> }).answer);
  expect(answer).not.toHaveProperty('error');
  return answer as Answer;
}

test('a tiny graph’s forward pass, loss and gradients on WebGPU and WASM equal those of the cpu backend', async ({
  page,
}) => {
  const cpu = await run(page, 'backend=cpu');
  for (const name of ['webgpu', 'wasm']) {
    const { backend, numbers } = await run(page, `backend=${name}`);
    expect(backend.name).toBe(name);
    expect(largestDifference(cpu.numbers, numbers)).toBeLessThan(1e-3);
  }

  // A graphics card that seems fine and computes wrong numbers is found out before anything relies on it.
  const { backend, numbers } = await run(page, 'backend=auto&gpu=idle');
  expect(backend.name).toBe('wasm');
  expect(backend.reason).toBe('WebGPU is not used: it computes wrong numbers.');
  expect(largestDifference(cpu.numbers, numbers)).toBeLessThan(1e-3);
});
