import { configDefaults, defineConfig } from 'vitest/config';

/** What all tests have in common; `npm run test:browser` and `npm run test:long` go through the others. */
export const common = {
  exclude: [...configDefaults.exclude, 'tests/browser/**', 'tests/**/*.long.test.ts'],
  // onnxruntime and hnswlib are native addons that do not survive vitest's worker threads.
  pool: 'forks' as const,
  maxWorkers: '100%',
  testTimeout: 20_000,
  hookTimeout: 60_000,
  // What is waited for comes when the machine has time; a second of its own would be a clock in a test.
  expect: { poll: { timeout: 15_000 } },
  restoreMocks: true,
};

/** Before any of them. */
export const globalSetup = ['tests/support/build.ts', 'tests/support/postgres-cluster.ts'];

/** They put something in the place of a module, which all files of a worker would share. */
const ALONE = ['tests/state/disk-state.test.ts'];

export default defineConfig({
  test: {
    globalSetup,
    projects: [
      {
        test: {
          ...common,
          name: 'together',
          include: ['tests/**/*.test.ts'],
          exclude: [...common.exclude, ...ALONE],
          // Loading modules took half of the time: a worker keeps them from file to file, and what they start.
          isolate: false,
        },
      },
      { test: { ...common, name: 'alone', include: ALONE } },
    ],
  },
});
