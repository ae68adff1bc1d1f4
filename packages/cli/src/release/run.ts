import { userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Console } from '../output/console.ts';
import { childEnvironment } from '../start/child-environment.ts';
import { stopSignal } from '../stop-signal.ts';
import { resolveTarget, type Target } from '../target/target.ts';
import { openClock } from '../target/target-clock.ts';
import { commitOf } from './commit.ts';
import { followRules } from './follow-rules.ts';
import { stacksOf } from './look-at-stacks.ts';
import { clearRelease, releaseServices } from './release-services.ts';
import { runSls } from './run-sls.ts';
import { readServices, type Service } from './services.ts';
import { storedBook } from './stored-book.ts';

export interface ReleaseCommandOptions {
  readonly stage: string;
  readonly endpointUrl?: string;
  /** False: do not wait for the rules. */
  readonly wait: boolean;
  readonly clear?: string;
}

const root = join(import.meta.dirname, '..', '..', '..', '..');

const pollMs = 2_000;

/** What `sls` is run with: at stage local nothing of the shell's AWS; at any other what it has set, and the region that we talk to. */
const environmentFor = ({ isLocal, region, endpointUrl }: Target, env: NodeJS.ProcessEnv): NodeJS.ProcessEnv => {
  if (isLocal) return childEnvironment(env, { endpoint: endpointUrl ?? '', region, root });
  return { ...env, AWS_REGION: region, ...(endpointUrl !== undefined && { AWS_ENDPOINT_URL: endpointUrl }) };
};

const pauseUntil = (stop: AbortSignal) => async (): Promise<void> => {
  await setTimeout(pollMs, undefined, { signal: stop }).catch(() => undefined);
};

/**
 * `signalbox release`.
 * @throws Problem `usage`, `unreachable`, `release-under-way`, `deployment-failed`, `interrupted`, `not-found`
 */
export const run = async (options: ReleaseCommandOptions, console: Console): Promise<void> => {
  const target = resolveTarget(options, process.env);
  const { stage } = target;
  const [services, now, commit] = await Promise.all([readServices(root), openClock(target), commitOf(root)]);
  const { book, close: closeBook } = storedBook(target);
  const { look, close: closeStacks } = stacksOf(target);
  const by = userInfo().username;
  const say = console.line;
  try {
    if (options.clear !== undefined) return await clearRelease({ book, now }, options.clear, by);
    const stop = stopSignal();
    const env = environmentFor(target, process.env);
    const sls = (args: readonly string[], service?: Service) =>
      runSls({ root, args, env, stop, onLine: say, ...(service && { folder: service.folder }) });
    const before = await book.timeline();
    const release = { stage, by, ...(commit !== undefined && { commit }) };
    await releaseServices({ services, book, look, sls, now, say }, release);
    if (options.wait) await followRules(before, { book, stop, say, pause: pauseUntil(stop) });
  } finally {
    closeBook();
    closeStacks();
  }
};
