import { defineConfig } from 'vitest/config';

/** Further, and with every hostile text: minutes instead of seconds. */
export default defineConfig({
  test: {
    include: ['tests/linear/linear.long.test.ts'],
    pool: 'forks',
    env: { LINEAR_UP_TO: String(256 * 1_024) },
  },
});
