import type { FunctionVersion } from '../functions/function-record.ts';
import { Environment } from './environment.ts';
import type { EnvironmentOwner, RuntimeParts, StartFailure } from './environment-owner.ts';
import type { InvocationJob } from './invocation-job.ts';
import type { StartBudget } from './start-budget.ts';

/**
 * Environments of one version at most. AWS starts one for every run at a time, up to the concurrency limit; here further runs wait for
 * a free one, for a laptop does not carry a thousand processes.
 */
const mostEnvironments = 16;

// https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html#runtimes-lifecycle-ib
const initLimitMs = 10_000;

/** The execution environments of one version of a function, as many as its runs at a time need. */
export class EnvironmentPool implements EnvironmentOwner {
  readonly version: FunctionVersion;
  readonly #parts: RuntimeParts;
  readonly #budget: StartBudget;
  readonly #all = new Set<Environment>();
  readonly #starting = new Set<Environment>();
  readonly #waiting: InvocationJob[] = [];
  /** The one used last stands last, and is taken first. */
  #idle: { readonly environment: Environment; readonly since: number }[] = [];
  #hadInitTimeout = false;
  #isRetired = false;
  readonly #grow = (): void => this.#startMissing();

  constructor(parts: RuntimeParts, version: FunctionVersion, budget: StartBudget) {
    this.#parts = parts;
    this.version = version;
    this.#budget = budget;
  }

  get isEmpty(): boolean {
    return this.#all.size === 0 && this.#waiting.length === 0;
  }

  submit(job: InvocationJob): void {
    const environment = this.#takeIdle();
    if (environment !== undefined) {
      environment.run(job);
      return;
    }
    this.#waiting.push(job);
    this.#startMissing();
  }

  ready(environment: Environment): void {
    if (this.#starting.delete(environment)) this.#budget.giveBack();
    const job = this.#waiting.shift();
    if (job !== undefined) environment.run(job);
    else if (this.#isRetired) environment.retire();
    else this.#idle.push({ environment, since: performance.now() });
  }

  ended(environment: Environment, startFailure?: StartFailure): void {
    this.#all.delete(environment);
    this.#idle = this.#idle.filter((each) => each.environment !== environment);
    if (this.#starting.delete(environment)) this.#budget.giveBack();
    if (startFailure !== undefined) this.#startFailed(startFailure);
    this.#startMissing();
  }

  /** Ends environments that have been idle since before `since` (ms of `performance.now()`). */
  retireIdle(since: number): void {
    const old = this.#idle.filter((each) => each.since < since);
    this.#idle = this.#idle.filter((each) => each.since >= since);
    for (const { environment } of old) environment.retire();
  }

  /** Lets the runs that were given to it end, then ends its environments. */
  retire(): void {
    this.#isRetired = true;
    this.retireIdle(Number.POSITIVE_INFINITY);
    if (this.#waiting.length > 0) return;
    for (const environment of this.#all) environment.retire();
  }

  async stop(): Promise<void> {
    this.#isRetired = true;
    for (const job of this.#waiting.splice(0)) job.refuse(new Error('the cloud stops'));
    await Promise.all([...this.#all].map((environment) => environment.stop()));
  }

  #takeIdle(): Environment | undefined {
    for (;;) {
      const environment = this.#idle.pop()?.environment;
      if (environment === undefined || environment.isFresh()) return environment;
      environment.retire();
    }
  }

  #startMissing(): void {
    while (this.#starting.size < this.#waiting.length && this.#all.size < mostEnvironments) {
      if (!this.#budget.take(this.#grow)) return;
      this.#start();
    }
  }

  #start(): void {
    // An init that took too long is run again within the function's own timeout.
    const limitMs = this.#hadInitTimeout ? this.version.timeoutSeconds * 1000 : initLimitMs;
    try {
      const environment = new Environment(this.#parts, this.version, limitMs, this);
      this.#all.add(environment);
      this.#starting.add(environment);
    } catch (error) {
      this.#waiting.shift()?.refuse(error);
      this.#budget.giveBack();
    }
  }

  #startFailed(failure: StartFailure): void {
    if (failure.reason === 'timeout' && !this.#hadInitTimeout) {
      this.#hadInitTimeout = true;
      return;
    }
    const job = this.#waiting.shift();
    if (job === undefined) return;
    const { log, durationMs } = failure;
    const payload = failure.payload(job.requestId);
    log.start(job.requestId);
    log.end({ requestId: job.requestId, durationMs, maxMemoryMb: 0, status: failure.reason });
    log.flush();
    job.finish({ payload, functionError: 'Unhandled', logTail: log.tail(), durationMs });
  }
}
