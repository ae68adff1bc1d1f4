import { availableParallelism } from 'node:os';
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
        // Real deployments by the real CLI. Each file has a cloud and, if it deploys, sources of its own, so files run side by side; but
        // not beside the other project. Nothing here says how fast anything is: who waits, waits long.
        test: {
          name: 'e2e',
          include: ['packages/cli/e2e/**/*.test.ts'],
          exclude,
          globalSetup: 'packages/cli/e2e/deployed-cloud.ts',
          maxWorkers: Math.max(2, Math.min(3, availableParallelism() - 1)),
          sequence: { groupOrder: 1 },
          testTimeout: 900_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
