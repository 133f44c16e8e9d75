/** `npm run test:crash`: the process that is killed, many more times than `npm run test:long` has time for. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: new URL('../..', import.meta.url).pathname,
    include: ['tests/library/killed.long.test.ts', 'tests/library/writers.long.test.ts'],
    globalSetup: ['tests/support/build.ts', 'tests/support/postgres-cluster.ts'],
    pool: 'forks',
    env: { FOOTNOTE_TEST_KILLS: '60', FOOTNOTE_TEST_MOMENTS: '30' },
  },
});
