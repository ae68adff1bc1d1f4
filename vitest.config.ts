import { defineConfig } from 'vitest/config';

const exclude = ['**/node_modules/**', '**/.serverless/**', '**/.esbuild/**'];

/**
 * V8 keeps a list of the pages of its compiled code where the processor has protection keys, and threads that come and go while
 * others compile upset it: "Check failed: jit_page.has_value()", and the process is gone (nodejs/node#64500). A test of the
 * replay starts many threads in one process.
 */
const execArgv = process.platform === 'linux' && process.arch === 'x64' ? ['--no-memory-protection-keys'] : [];

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['packages/*/src/**/*.test.ts', 'services/**/*.test.ts', 'benchmarks/**/*.test.ts'],
          exclude,
          execArgv,
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
