import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    // onnxruntime and hnswlib are native addons that do not survive vitest's worker threads.
    pool: 'forks',
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
