import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { stopAtEnd } from './ends-with-us.ts';

export interface Ran {
  readonly code: number | null;
  readonly output: string;
}

export interface ReleaseRun {
  /** The copy of the sources that is released. */
  readonly folder: string;
  readonly endpoint: string;
  /** By `sls deploy`, instead of `signalbox release`. */
  readonly plain: boolean;
}

/** Then it hangs. */
const endWithinMs = 900_000;

const commandOf = ({ endpoint, folder, plain }: ReleaseRun): readonly [string, readonly string[]] => {
  if (plain) return [join(folder, 'node_modules/.bin/sls'), ['deploy', '--stage', 'local']];
  const main = join(folder, 'packages/cli/src/main.ts');
  return [process.execPath, [main, 'release', '--stage', 'local', '--no-wait', '--endpoint-url', endpoint]];
};

/** Runs a program in the copy, against its cloud. */
export const runIn = (
  { endpoint, folder }: Pick<ReleaseRun, 'endpoint' | 'folder'>,
  command: string,
  args: readonly string[],
): Promise<Ran> =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: folder,
      env: {
        ...process.env,
        SIGNALBOX_ENDPOINT_URL: endpoint,
        SLS_AWS_MONITORING_FREQUENCY: '200',
        FORCE_COLOR: '0',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own: what it started ends with it.
      detached: true,
    });
    const end = (): void => {
      if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
    };
    const forget = stopAtEnd(end);
    const deadline = setTimeout(end, endWithinMs);
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(deadline);
      forget();
      resolve({ code, output });
    });
  });

/** Releases what is in the copy with the real Serverless CLI. */
export const runRelease = (run: ReleaseRun): Promise<Ran> => runIn(run, ...commandOf(run));
