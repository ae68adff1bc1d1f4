import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';

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

/** A port that is free now. */
export const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
};

const isReady = async (endpoint: string): Promise<boolean> => {
  try {
    const response = await fetch(`${endpoint}/_signalbox/health`);
    return ((await response.json()) as { status: string }).status === 'ready';
  } catch {
    return false;
  }
};

const untilReady = async (child: ChildProcess, endpoint: string, said: () => string): Promise<void> => {
  const deadline = Date.now() + 60_000;
  while (!(await isReady(endpoint))) {
    if (child.exitCode !== null || Date.now() > deadline) throw new Error(`the cloud did not start: ${said()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};

/** Runs `signalbox up` on free ports, or on those of an earlier process; its clock runs `speed` times as fast as the machine's. */
export const startCloudProcess = async (
  dataDirectory: string,
  earlier?: CloudProcess,
  speed = 1,
): Promise<CloudProcess> => {
  const port = earlier === undefined ? await freePort() : Number(new URL(earlier.endpoint).port);
  const mqttPort = earlier === undefined ? await freePort() : Number(new URL(earlier.mqttUrl).port);
  const main = join(repositoryRoot, 'packages/cli/src/main.ts');
  const args = [main, 'up', '--port', `${port}`, '--mqtt-port', `${mqttPort}`, '--data-dir', dataDirectory];
  if (speed !== 1) args.push('--speed', `${speed}`);
  const child = spawn(process.execPath, args, { cwd: repositoryRoot, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => (said = (said + chunk).slice(-20_000)));
  const gone = once(child, 'exit');
  const endpoint = `http://127.0.0.1:${port}`;
  await untilReady(child, endpoint, () => said);
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    await gone;
    return child.exitCode;
  };
  return {
    pid: child.pid ?? 0,
    endpoint,
    mqttUrl: `mqtt://127.0.0.1:${mqttPort}`,
    dataDirectory,
    kill: async () => void (await end('SIGKILL')),
    stop: () => end('SIGINT'),
  };
};
