import { availableParallelism } from 'node:os';
import { configDefaults, defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    // Of the tests in a browser only the main way is here; `npm run test:browser` goes all of them.
    // What takes its time is gone through by `npm run test:long`.
    exclude: [
      ...configDefaults.exclude,
      'tests/browser/!(asking).test.ts',
      'tests/**/*.long.test.ts',
    ],
    globalSetup: 'tests/support/build.ts',
    // onnxruntime and hnswlib are native addons that do not survive vitest's worker threads.
    pool: 'forks',
    // Many tests wait for processes and deadlines: one more than there are cores keeps these busy.
    maxWorkers: availableParallelism() + 1,
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
