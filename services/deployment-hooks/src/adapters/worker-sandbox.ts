import { Worker } from 'node:worker_threads';
import { type Sandbox, SandboxError } from '../sandbox/sandbox.ts';
import { type SandboxAnswer, type SandboxTask, sandboxWorker } from '../sandbox/sandbox-worker.ts';

export interface WorkerSandboxOptions {
  /** For a whole run, ms. */
  readonly timeLimitMs: number;
  /** Of the worker's heap, MB. */
  readonly memoryMb: number;
}

const failureOf = (error: unknown): SandboxError => {
  const { code, message } = error as { code?: unknown; message?: unknown };
  if (code === 'ERR_WORKER_OUT_OF_MEMORY') {
    return new SandboxError('OUT_OF_MEMORY', 'the decision bundle took more memory than it may', { cause: error });
  }
  return new SandboxError('SANDBOX_FAILED', `the sandbox failed: ${String(message)}`, { cause: error });
};

const ask = async (task: SandboxTask, { timeLimitMs, memoryMb }: WorkerSandboxOptions): Promise<SandboxAnswer> => {
  const { promise, resolve, reject } = Promise.withResolvers<SandboxAnswer>();
  const worker = new Worker(`(${sandboxWorker.toString()})();`, {
    eval: true,
    workerData: task,
    // No credentials, and no word to anybody.
    env: {},
    execArgv: [],
    stdin: false,
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: 64 },
  });
  const timer = setTimeout(() => {
    reject(new SandboxError('TIME_OUT', `the decision bundle was not done in ${timeLimitMs / 1000} s`));
  }, timeLimitMs);
  worker.once('message', resolve);
  worker.once('error', (error: unknown) => reject(failureOf(error)));
  worker.once('exit', (code) => reject(new SandboxError('SANDBOX_FAILED', `the sandbox ended with ${code}`)));
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
};

const valid = (answer: SandboxAnswer): SandboxAnswer & { readonly ok: true } => {
  if (!answer.ok) throw new SandboxError('BUNDLE_INVALID', answer.error);
  return answer;
};

/** Runs each task in a thread of its own, which ends with it. */
export const workerSandbox = (options: WorkerSandboxOptions): Sandbox => ({
  rulesOf: async (code) => {
    const answer = valid(await ask({ task: 'rules', code }, options));
    return 'rules' in answer ? answer.rules : '';
  },
  run: async (run) => {
    const answer = valid(await ask({ task: 'run', run }, options));
    return 'devices' in answer ? answer.devices : [];
  },
});
