/** `npm run test:crash`: the process that is killed, many more times than `npm run test:long` has time for. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: new URL('../..', import.meta.url).pathname,
    include: ['tests/library/killed.long.test.ts'],
    pool: 'forks',
    env: { FOOTNOTE_TEST_KILLS: '60' },
  },
});
