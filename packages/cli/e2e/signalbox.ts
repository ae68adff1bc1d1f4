import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { type CloudProcess, repositoryRoot } from './cloud-process.ts';

export interface Said {
  readonly code: number | null;
  /** stdout */
  readonly output: string;
  /** stderr */
  readonly problems: string;
}

/** Runs the `signalbox` command against a cloud. */
export const signalbox = ({ endpoint }: CloudProcess, args: readonly string[]): Promise<Said> =>
  new Promise((resolve, reject) => {
    const main = join(repositoryRoot, 'packages/cli/src/main.ts');
    const child = spawn(process.execPath, [main, ...args, '--endpoint-url', endpoint], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let [output, problems] = ['', ''];
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (problems += chunk));
    child.on('error', reject);
    child.on('exit', (code) => resolve({ code, output, problems }));
  });
