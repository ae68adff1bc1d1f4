import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { repositoryRoot } from './cloud-process.ts';

export interface Ran {
  readonly code: number | null;
  readonly output: string;
}

/** Then it hangs: the test is told what it has said so far. */
const endWithinMs = 600_000;

/** Runs the unmodified Serverless CLI at the root of the repository, or in `folder`, against a cloud at `endpoint`; kills it after ten minutes. */
export const serverless = (endpoint: string, args: readonly string[], folder = repositoryRoot): Promise<Ran> =>
  new Promise((resolve, reject) => {
    const path = `${join(repositoryRoot, 'node_modules/.bin')}:${process.env['PATH']}`;
    const env = {
      ...process.env,
      PATH: path,
      SIGNALBOX_ENDPOINT_URL: endpoint,
      SLS_AWS_MONITORING_FREQUENCY: '100',
      FORCE_COLOR: '0',
    };
    const child = spawn(join(repositoryRoot, 'node_modules/.bin/sls'), args, {
      cwd: folder,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: endWithinMs,
      killSignal: 'SIGKILL',
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
    child.on('error', reject);
    child.on('exit', (code) => resolve({ code, output }));
  });
