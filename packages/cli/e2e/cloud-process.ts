import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

export const repositoryRoot = join(import.meta.dirname, '..', '..', '..');

/** A cloud in a process of its own, started as a user starts it, so that it can be killed as an accident kills it. */
export interface CloudProcess {
  readonly pid: number;
  readonly endpoint: string;
  readonly mqttUrl: string;
  readonly dataDirectory: string;
  /** Kills it at once (SIGKILL) and resolves when it is gone. */
  kill(): Promise<void>;
  /** Ends it as Ctrl-C does; resolves with its exit code. */
  stop(): Promise<number | null>;
}

/** Long, for several clouds may start at once on a machine of few cores. */
const startWithinMs = 120_000;

const abortedBy = (child: ChildProcess): AbortSignal => {
  const ended = new AbortController();
  child.once('exit', () => ended.abort());
  return ended.signal;
};

interface Ready {
  /** URLs. */
  readonly aws: string;
  readonly mqtt: string;
}

/** Its first line on stdout. @throws what it said if it ended, or has said nothing of the kind in two minutes */
const untilReady = async (child: ChildProcess, stdout: Readable, said: () => string): Promise<Ready> => {
  const signal = AbortSignal.any([AbortSignal.timeout(startWithinMs), abortedBy(child)]);
  try {
    const [line] = await once(createInterface({ input: stdout }), 'line', { signal });
    return JSON.parse(line) as Ready;
  } catch (cause) {
    child.kill('SIGKILL');
    throw new Error(`the cloud did not start: ${said()}`, { cause });
  }
};

/** Runs `signalbox up` on free ports, or on those of an earlier process; its clock runs `speed` times as fast as the machine's. */
export const startCloudProcess = async (
  dataDirectory: string,
  earlier?: CloudProcess,
  speed = 1,
): Promise<CloudProcess> => {
  const portOf = (url?: string) => (url === undefined ? '0' : new URL(url).port);
  const main = join(repositoryRoot, 'packages/cli/src/main.ts');
  const ports = ['--port', portOf(earlier?.endpoint), '--mqtt-port', portOf(earlier?.mqttUrl)];
  const args = [main, 'up', '--json', ...ports, '--data-dir', dataDirectory, '--speed', `${speed}`];
  const child = spawn(process.execPath, args, { cwd: repositoryRoot, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk) => (said = (said + chunk).slice(-20_000)));
  const gone = once(child, 'exit');
  const { aws: endpoint, mqtt: mqttUrl } = await untilReady(child, child.stdout, () => said);
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    await gone;
    return child.exitCode;
  };
  return {
    pid: child.pid ?? 0,
    endpoint,
    mqttUrl,
    dataDirectory,
    kill: async () => void (await end('SIGKILL')),
    stop: () => end('SIGINT'),
  };
};
