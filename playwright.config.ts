import { defineConfig } from '@playwright/test';
import { chromium } from './tests/e2e/chromium';

const PORT = Number(process.env.TEST_PORT ?? 4173);
/** Given ready, or made apart from `dist`, which belongs to whoever built it. */
export const BUILD = process.env.TEST_BUILD ?? `node_modules/.e2e/${PORT}`;
const BUILDING = process.env.TEST_BUILD === undefined ? `npx vite build --outDir ${BUILD} && ` : '';

/** They begin first, so that no processor is idle while the last of them ends. */
const LONG =
  /\/(?:survive|survive-gpu|story-everyone|story-share|run|models|offline|web(?:cam|gpu))\.spec\.ts$/;

export default defineConfig({
  testDir: 'tests/e2e',
  projects: [
    { name: 'long', testMatch: LONG },
    { name: 'others', testIgnore: LONG },
  ],
  // No test needs another, also of those in one file.
  fullyParallel: true,
  // Most of a test is waiting for one thread. More would slow each other's clicks down on a small machine.
  workers: 2,
  // Generous, for what runs here trains networks, on whatever machine there is.
  timeout: 120_000,
  expect: { timeout: 30_000 },
  // A machine that others use as well may stand still for longer than any test waits. What passes only
  // when it is tried again is named at the end: it is a race to be mended all the same.
  retries: process.env.CI ? 1 : 0,
  use: {
    baseURL: `http://localhost:${PORT}`,
    viewport: { width: 1440, height: 900 },
    launchOptions: chromium,
    // Without a graphics card, what moves takes a sixth of the processor.
    contextOptions: { reducedMotion: 'reduce' },
    // It would fetch all that ships, for every test; the test of it allows it.
    serviceWorkers: 'block',
  },
  webServer: {
    command: `${BUILDING}npx vite preview --outDir ${BUILD} --port ${PORT} --strictPort`,
    // Whoever names a port may have a server there already, e.g. one for development.
    reuseExistingServer: process.env.TEST_PORT !== undefined,
    url: `http://localhost:${PORT}`,
    timeout: 180_000,
  },
});
