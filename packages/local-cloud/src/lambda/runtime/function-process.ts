import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { Clock } from '../../kernel/clock.ts';
import { createOutputReader, type OutputSink } from './output-reader.ts';
import type { Reaper } from './reaper.ts';

const bootstrap = fileURLToPath(new URL('./bootstrap/bootstrap.mjs', import.meta.url));

export interface FunctionProcess {
  readonly id: number;
  freeze(): void;
  thaw(): void;
  /** Kills it and everything that it started. */
  kill(): void;
}

export interface FunctionProcessEvents {
  readonly stdout: OutputSink;
  readonly stderr: OutputSink;
  /** It has ended and all that it wrote was read. */
  ended(code: number | null, signal: string | null): void;
}

export interface FunctionProcessOptions {
  readonly environment: Record<string, string>;
  readonly taskRoot: string;
  readonly runtimeApi: string;
  readonly memoryMb: number;
  readonly clock: Clock;
  readonly reaper: Reaper;
}

// What AWS's own Node.js runtime starts with, by the size of the memory.
const heapOptions = (memoryMb: number): readonly string[] => [
  `--max-old-space-size=${Math.floor(memoryMb * 0.9)}`,
  `--max-semi-space-size=${Math.max(1, Math.floor(memoryMb * 0.05))}`,
];

/** Empty if the cloud's clock is the machine's. */
const clockOffset = (clock: Clock): string => {
  const machineMs = Date.now();
  const cloudMs = clock.now();
  return clock.speed === 1 && Math.abs(cloudMs - machineMs) < 50 ? '' : `${cloudMs},${machineMs},${clock.speed}`;
};

const sendSignal = (processId: number, signal: NodeJS.Signals): void => {
  try {
    process.kill(processId, signal);
  } catch (error) {
    // It ended by itself meanwhile.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
};

const readOutputs = (child: ChildProcess, nonce: string, { stdout, stderr }: FunctionProcessEvents) =>
  (
    [
      [child.stdout, stdout],
      [child.stderr, stderr],
    ] as const
  ).map(([stream, sink]) => {
    const reader = createOutputReader(nonce, sink);
    stream?.on('data', reader.push);
    return reader;
  });

/** Starts a function's process: this Node.js with the bootstrap, in a process group of its own. */
export const startFunctionProcess = (
  { environment, taskRoot, runtimeApi, memoryMb, clock, reaper }: FunctionProcessOptions,
  events: FunctionProcessEvents,
): FunctionProcess => {
  const nonce = randomBytes(8).toString('hex');
  const child = spawn(process.execPath, [...heapOptions(memoryMb), bootstrap, runtimeApi, nonce, clockOffset(clock)], {
    cwd: taskRoot,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const id = child.pid;
  if (id === undefined) {
    // Too many processes, or no memory: said by the error event, and to the caller as an environment that ended.
    child.once('error', () => events.ended(1, null));
    return { id: 0, freeze: () => {}, thaw: () => {}, kill: () => {} };
  }
  reaper.watch(id);
  const readers = readOutputs(child, nonce, events);
  // What it started would otherwise hold its outputs open and go on alone.
  child.once('exit', () => sendSignal(-id, 'SIGKILL'));
  child.once('close', (code, signal) => {
    reaper.forget(id);
    for (const reader of readers) reader.flush();
    events.ended(code, signal);
  });
  return {
    id,
    freeze: () => sendSignal(id, 'SIGSTOP'),
    thaw: () => sendSignal(id, 'SIGCONT'),
    kill: () => sendSignal(-id, 'SIGKILL'),
  };
};
