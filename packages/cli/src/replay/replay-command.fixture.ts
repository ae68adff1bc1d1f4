import { execFile } from 'node:child_process';
import { join } from 'node:path';
import type { Outcome } from '../command-line.fixture.ts';

export const main = join(import.meta.dirname, '../main.ts');

/** Without colours, and with temporary files in the directory, where it can be seen whether any are left. */
export const environmentIn = (directory: string): NodeJS.ProcessEnv => ({
  ...process.env,
  ...{ NO_COLOR: '1', FORCE_COLOR: undefined, TMPDIR: directory },
});

/** Runs `signalbox replay` in a directory, with nothing on stdin. */
export const replayIn = (directory: string, args: readonly string[]): Promise<Outcome> =>
  new Promise((resolve) => {
    const options = { cwd: directory, env: environmentIn(directory) };
    const child = execFile(process.execPath, [main, 'replay', ...args], options, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr });
    });
    child.stdin?.end();
  });
