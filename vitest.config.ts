import { configDefaults, defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    // `npm run test:browser` and `npm run test:long` go through these.
    exclude: [...configDefaults.exclude, 'tests/browser/**', 'tests/**/*.long.test.ts'],
    globalSetup: ['tests/support/build.ts', 'tests/support/postgres-cluster.ts'],
    // onnxruntime and hnswlib are native addons that do not survive vitest's worker threads.
    pool: 'forks',
    maxWorkers: '100%',
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
