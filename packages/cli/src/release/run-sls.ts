import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface SlsRun {
  /** The folder of the checkout, whose own `sls` is run. */
  readonly root: string;
  /** Where: the root for all services, a service's folder for one. Default: the root. */
  readonly folder?: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
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
 * Runs the real Serverless CLI, as a user would by hand.
 * @returns its exit code; undefined if it was stopped
 * @throws Error if there is no `sls` in the checkout
 */
export const runSls = async ({ root, folder = root, args, env, stop, onLine }: SlsRun): Promise<number | undefined> => {
  if (stop.aborted) return undefined;
  // A process group of its own, so that it can be ended whole, whoever told us to stop.
  const child = spawn(join(root, 'node_modules', '.bin', 'sls'), [...args], {
    ...{ cwd: folder, env, detached: true },
    stdio: ['ignore', 'pipe', 'pipe'],
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
    return stop.aborted ? undefined : (code ?? 1);
  } finally {
    stop.removeEventListener('abort', end);
  }
};
