import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Problem } from '../problem.ts';
import { type ChildTarget, childEnvironment } from './child-environment.ts';

export interface DeploymentOptions extends ChildTarget {
  readonly stop: AbortSignal;
  /** Each line that the Serverless CLI says. */
  readonly onLine: (line: string) => void;
}

const killAfterMs = 5_000;

/** Ends a process and all that it started: they are one process group. */
const endGroup = (pid: number, signal: NodeJS.Signals): void => {
  try {
    process.kill(-pid, signal);
  } catch {
    // It is gone already.
  }
};

/**
 * Deploys every service with the real `sls deploy --stage local`, as a user would by hand.
 * @returns false if it was stopped
 * @throws Problem `deployment-failed`
 */
export const deploy = async (options: DeploymentOptions): Promise<boolean> => {
  const { root, stop, onLine } = options;
  if (stop.aborted) return false;
  const sls = join(root, 'node_modules', '.bin', 'sls');
  // A process group of its own, so that it can be ended whole, whoever told us to stop.
  const child = spawn(sls, ['deploy', '--stage', 'local'], {
    cwd: root,
    env: childEnvironment(process.env, options),
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  for (const stream of [child.stdout, child.stderr]) createInterface({ input: stream }).on('line', onLine);
  const end = (): void => {
    if (child.pid === undefined) return;
    endGroup(child.pid, 'SIGTERM');
    setTimeout(endGroup, killAfterMs, child.pid, 'SIGKILL').unref();
  };
  stop.addEventListener('abort', end, { once: true });
  try {
    const [code] = (await once(child, 'close')) as [number | null];
    if (stop.aborted) return false;
    if (code !== 0) throw new Problem('deployment-failed', `sls deploy --stage local ended with code ${code}`);
    return true;
  } finally {
    stop.removeEventListener('abort', end);
  }
};
