import { defineConfig } from 'vitest/config';
import { common, globalSetup } from '../vitest.config.ts';

/** `npm run test:long`: what takes its time, since processes hang, die and are started by it. */
export default defineConfig({
  test: {
    ...common,
    globalSetup,
    include: ['tests/**/*.long.test.ts'],
    exclude: [],
    // Programs are started by the dozen: on a busy machine that takes longer than it may hang unnoticed elsewhere.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    retry: process.env.CI ? 1 : 0,
  },
});
