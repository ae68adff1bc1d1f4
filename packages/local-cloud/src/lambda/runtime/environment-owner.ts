import type { CloudContext } from '../../kernel/context.ts';
import type { CodeStore } from '../functions/code-store.ts';
import type { Environment } from './environment.ts';
import type { InvocationLog } from './invocation-log.ts';
import type { Reaper } from './reaper.ts';
import type { RuntimeApi } from './runtime-api.ts';

export interface RuntimeParts {
  readonly context: CloudContext;
  readonly code: CodeStore;
  readonly api: RuntimeApi;
  readonly reaper: Reaper;
}

/** What an environment tells the pool that it belongs to. */
export interface EnvironmentOwner {
  /** It has started, or has ended a run, and can take the next one. */
  ready(environment: Environment): void;
  /** Its process is gone. `startFailure` if it never got to its first run. */
  ended(environment: Environment, startFailure?: StartFailure): void;
}

export interface StartFailure {
  readonly reason: 'error' | 'timeout';
  /** Lambda's answer to the run that waited for this start. */
  readonly payload: (requestId: string) => Buffer;
  readonly log: InvocationLog;
  readonly durationMs: number;
}
