import { defineConfig } from 'vitest/config';
import { common, globalSetup } from '../vitest.config.ts';

/** `npm run test:long`: what takes its time, since processes hang, die and are started by it. */
export default defineConfig({
  test: {
    ...common,
    globalSetup,
    include: ['tests/**/*.long.test.ts'],
    exclude: [],
    retry: process.env.CI ? 1 : 0,
  },
});
