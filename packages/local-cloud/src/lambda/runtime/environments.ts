import { availableParallelism } from 'node:os';
import type { CloudContext } from '../../kernel/context.ts';
import type { CodeStore } from '../functions/code-store.ts';
import type { FunctionVersion } from '../functions/function-record.ts';
import { keyOf } from '../functions/function-store.ts';
import type { RuntimeParts } from './environment-owner.ts';
import { EnvironmentPool } from './environment-pool.ts';
import type { InvocationJob } from './invocation-job.ts';
import { startReaper } from './reaper.ts';
import { startRuntimeApi } from './runtime-api.ts';
import { createStartBudget } from './start-budget.ts';

/** Where functions run. */
export interface Environments {
  start(): Promise<void>;
  submit(version: FunctionVersion, job: InvocationJob): void;
  /** Ends the environments of a function that is gone. */
  forget(functionName: string): void;
  /** Kills everything that runs; resolves when nothing is left. */
  stop(): Promise<void>;
}

// Processes are the machine's, so their idle time is too.
const sweepEveryMs = 30_000;
const idleLimitMs = 300_000;

export const createEnvironments = (context: CloudContext, code: CodeStore): Environments => {
  const pools = new Map<string, EnvironmentPool>();
  const retired = new Set<EnvironmentPool>();
  const budget = createStartBudget(availableParallelism());
  let parts: RuntimeParts | undefined;
  let sweeper: NodeJS.Timeout | undefined;
  let isStopping = false;

  const retire = (key: string, pool: EnvironmentPool): void => {
    pools.delete(key);
    retired.add(pool);
    pool.retire();
  };

  const poolOf = (version: FunctionVersion): EnvironmentPool => {
    const key = keyOf(version.functionName, version.version);
    const known = pools.get(key);
    if (known?.version.revisionId === version.revisionId) return known;
    if (known !== undefined) retire(key, known);
    if (parts === undefined) throw new Error('functions cannot run before the cloud has started');
    const pool = new EnvironmentPool(parts, version, budget);
    pools.set(key, pool);
    return pool;
  };

  return {
    start: async () => {
      parts = { context, code, api: await startRuntimeApi(), reaper: startReaper() };
      sweeper = setInterval(() => {
        for (const pool of pools.values()) pool.retireIdle(performance.now() - idleLimitMs);
        for (const pool of retired) if (pool.isEmpty) retired.delete(pool);
      }, sweepEveryMs);
      sweeper.unref();
    },
    submit: (version, job) => {
      if (isStopping) job.refuse(new Error('the cloud stops'));
      else poolOf(version).submit(job);
    },
    forget: (functionName) => {
      for (const [key, pool] of pools) if (pool.version.functionName === functionName) retire(key, pool);
    },
    stop: async () => {
      isStopping = true;
      clearInterval(sweeper);
      await Promise.all([...pools.values(), ...retired].map((pool) => pool.stop()));
      await parts?.api.stop();
      await parts?.reaper.stop();
    },
  };
};
