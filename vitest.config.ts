import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // By default one processor is left idle, which on a machine of two is half of it.
    maxWorkers: '100%',
    include: ['tests/**/*.test.{ts,tsx}'],
    globalSetup: 'tests/prepare-models.ts',
    exclude: ['tests/e2e/**', 'tests/bench/**'],
    // Training tests do real work; none should come near this.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
