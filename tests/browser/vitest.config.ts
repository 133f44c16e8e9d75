import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/browser/*.test.ts'],
    globalSetup: 'tests/support/build.ts',
    pool: 'forks',
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // A browser on a busy machine is late now and then: once is no failure of the gate.
    retry: process.env.CI ? 1 : 0,
  },
});
