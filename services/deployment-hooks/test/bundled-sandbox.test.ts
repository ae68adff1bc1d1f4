import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleOptions } from '@signalbox/lambda-kit/esbuild';
import { build } from 'esbuild';
import { expect, it } from 'vitest';
import { bundleOf } from './fakes.ts';

// The worker's program is the text of a function: it must still hold all that it needs when it was minified.
it('runs bundles when it is bundled itself', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'signalbox-sandbox-'));
  const outfile = join(folder, 'sandbox.mjs');
  const entry = fileURLToPath(new URL('../src/adapters/worker-sandbox.ts', import.meta.url));
  await build({ ...bundleOptions, entryPoints: [entry], outfile });
  const { workerSandbox } = await import(outfile);
  const sandbox = workerSandbox({ timeLimitMs: 5_000, memoryMb: 64 });
  const code = bundleOf({ hash: 'h' }, 'return { state: [Date.now(), Math.random()] };');
  const run = {
    sides: [{ code, rules: '{}' }],
    turn: 1,
    devices: [{ deviceId: 'pump-1', lines: ['1'] }],
    clock: 7,
    seed: 1,
  };
  expect(await sandbox.rulesOf(code)).toBe('{"hash":"h"}');
  const [device] = await sandbox.run(run);
  expect(device).toMatchObject({ deviceId: 'pump-1', crashes: 0, state: expect.stringMatching(/^\[7,0\.\d+\]$/) });
  rmSync(folder, { recursive: true });
});
