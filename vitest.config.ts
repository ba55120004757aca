import { defineConfig } from 'vitest/config';

/** What computes with tfjs, which keeps a backend, its kernels and its tensors for the whole process. */
const COMPUTING = ['tests/engine/**', 'tests/conformance/**', 'tests/cli/**'];
const TESTS = '*.test.{ts,tsx}';

const never = ['tests/e2e/**', 'tests/bench/**'];

export default defineConfig({
  test: {
    // By default one processor is left idle, which on a machine of two is half of it.
    maxWorkers: '100%',
    globalSetup: 'tests/prepare-models.ts',
    // Importing the engine or the registry again for each file takes longer than most of the tests.
    isolate: false,
    // Training tests do real work; none should come near this.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: { name: 'computing', include: COMPUTING.map((folder) => `${folder}/${TESTS}`), exclude: never },
      },
      {
        extends: true,
        test: {
          name: 'pure',
          include: [`tests/**/${TESTS}`],
          exclude: [...never, ...COMPUTING],
        },
      },
    ],
  },
});
