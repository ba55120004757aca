import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.{ts,tsx}'],
    globalSetup: 'tests/prepare-models.ts',
    exclude: ['tests/e2e/**', 'tests/bench/**'],
    // Training tests do real work; none should come near this.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
