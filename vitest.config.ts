import { defineConfig } from 'vitest/config';

const exclude = ['**/node_modules/**', '**/.serverless/**', '**/.esbuild/**'];

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['packages/*/src/**/*.test.ts', 'services/**/*.test.ts', 'benchmarks/**/*.test.ts'],
          exclude,
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        // Real deployments by the real CLI into clouds of their own, one file after the other.
        test: {
          name: 'e2e',
          include: ['packages/cli/e2e/**/*.test.ts'],
          exclude,
          globalSetup: 'packages/cli/e2e/deployed-cloud.ts',
          fileParallelism: false,
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
