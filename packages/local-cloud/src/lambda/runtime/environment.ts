import { randomBytes } from 'node:crypto';
import type { Credentials } from '../../ports/iam.ts';
import type { FunctionVersion } from '../functions/function-record.ts';
import { logStreamName, newTraceId } from './environment-names.ts';
import type { EnvironmentOwner, RuntimeParts, StartFailure } from './environment-owner.ts';
import { environmentVariables } from './environment-variables.ts';
import {
  type RuntimeFailure,
  responseLimitBytes,
  responseTooLarge,
  runtimeExited,
  timedOut,
} from './failure-payloads.ts';
import { type FunctionProcess, startFunctionProcess } from './function-process.ts';
import type { InvocationJob } from './invocation-job.ts';
import { createInvocationLog, type InvocationLog, type InvocationReport } from './invocation-log.ts';
import { residentKib } from './resident-memory.ts';
import type { RuntimeInvocation, RuntimeSession } from './runtime-api.ts';

interface Run {
  readonly job: InvocationJob;
  readonly startedAt: number;
  readonly initMs?: number;
  readonly timer: NodeJS.Timeout;
  answer?: { readonly payload: Buffer; readonly isError: boolean };
  endsSeen: number;
}

const watchIntervalMs = 100;
const freezeAfterMs = 100;

const asPayload = (failure: RuntimeFailure): Buffer => Buffer.from(JSON.stringify(failure));

/**
 * One execution environment: a process of a function that takes one run after the other. Durations and limits of running code are
 * measured by the machine's clock, for code runs no faster when the cloud's clock does.
 */
export class Environment implements RuntimeSession {
  readonly version: FunctionVersion;
  readonly #parts: RuntimeParts;
  readonly #owner: EnvironmentOwner;
  readonly #token = randomBytes(16).toString('hex');
  readonly #credentials: Credentials;
  readonly #issuedAt: number;
  readonly #log: InvocationLog;
  readonly #process: FunctionProcess;
  readonly #bornAt = performance.now();
  readonly #initTimer: NodeJS.Timeout;
  #watch: NodeJS.Timeout | undefined;
  #freezer: NodeJS.Timeout | undefined;
  #isFrozen = false;
  #isRetired = false;
  #hasStarted = false;
  #initMs: number | undefined;
  #initError: Buffer | undefined;
  #isInitTimedOut = false;
  #isTimedOut = false;
  #maxKib = 0;
  #send: ((invocation: RuntimeInvocation) => void) | undefined;
  #run: Run | undefined;
  #ended: () => void = () => {};
  readonly #gone = new Promise<void>((resolve) => {
    this.#ended = resolve;
  });

  /** @throws AwsError if the function's role cannot be assumed */
  constructor(parts: RuntimeParts, version: FunctionVersion, initLimitMs: number, owner: EnvironmentOwner) {
    const { context, code, api, reaper } = parts;
    const logStream = logStreamName(version, context.clock.now());
    const taskRoot = code.directory(version.code.sha256);
    this.version = version;
    this.#parts = parts;
    this.#owner = owner;
    this.#issuedAt = context.clock.now();
    this.#credentials = context.services.iam.assumeRole(version.roleArn, version.functionName, 'lambda.amazonaws.com');
    this.#log = createInvocationLog(version, logStream, context.clock, () => context.services.logs);
    const runtimeApi = api.open(this.#token, this);
    const place = { taskRoot, logStream, runtimeApi, credentials: this.#credentials };
    const message = this.#log.message;
    this.#process = startFunctionProcess(
      {
        environment: environmentVariables(context, version, place),
        taskRoot,
        runtimeApi,
        memoryMb: version.memoryMb,
        clock: context.clock,
        reaper,
      },
      {
        stdout: { message, end: (kib) => this.#endSeen(Number(kib)) },
        stderr: { message, end: () => this.#endSeen(0) },
        ended: (exitCode, signal) => this.#processEnded(exitCode, signal),
      },
    );
    this.#initTimer = setTimeout(() => {
      this.#isInitTimedOut = true;
      this.#process.kill();
    }, initLimitMs);
  }

  /**
   * Whether its credentials outlast another run. Under a clock so fast that even new ones would not, those are fresh that have more than
   * half of their life before them.
   */
  isFresh(): boolean {
    const { clock } = this.#parts.context;
    const neededMs = (this.version.timeoutSeconds + 1) * 1000 * clock.speed;
    const leftMs = this.#credentials.expiresAt - clock.now();
    return leftMs > Math.min(neededMs, (this.#credentials.expiresAt - this.#issuedAt) / 2);
  }

  /** Gives it work. Only after {@link EnvironmentOwner.ready}. */
  run(job: InvocationJob): void {
    clearTimeout(this.#freezer);
    if (this.#isFrozen) this.#process.thaw();
    this.#isFrozen = false;
    const { clock } = this.#parts.context;
    const timeoutMs = this.version.timeoutSeconds * 1000;
    const timer = setTimeout(() => {
      this.#isTimedOut = true;
      this.#process.kill();
    }, timeoutMs);
    const cold = this.#initMs === undefined ? {} : { initMs: this.#initMs };
    this.#run = { job, startedAt: performance.now(), timer, endsSeen: 0, ...cold };
    this.#initMs = undefined;
    this.#log.start(job.requestId);
    this.#watch ??= setInterval(() => this.#inspect(), watchIntervalMs);
    const send = this.#send;
    this.#send = undefined;
    send?.({
      requestId: job.requestId,
      payload: job.payload,
      invokedArn: job.invokedArn,
      deadline: clock.now() + timeoutMs * clock.speed,
      timeoutMs,
      traceId: newTraceId(clock.now()),
      ...(job.clientContext === undefined ? {} : { clientContext: job.clientContext }),
    });
  }

  /** Ends it once it has nothing to do. */
  retire(): void {
    this.#isRetired = true;
    if (this.#run === undefined) this.#process.kill();
  }

  /** Ends it at once; resolves when it is gone. */
  stop(): Promise<void> {
    this.#process.kill();
    return this.#gone;
  }

  onNext(send: (invocation: RuntimeInvocation) => void): void {
    this.#send = send;
    if (this.#run !== undefined) {
      this.#settle();
      return;
    }
    clearTimeout(this.#initTimer);
    this.#hasStarted = true;
    this.#initMs = performance.now() - this.#bornAt;
    this.#owner.ready(this);
  }

  onResponse(requestId: string, body: Buffer): void {
    const isTooLarge = body.length > responseLimitBytes;
    this.#answered(requestId, isTooLarge ? asPayload(responseTooLarge()) : body, isTooLarge);
  }

  onError(requestId: string, body: Buffer): void {
    this.#answered(requestId, body, true);
  }

  onInitError(body: Buffer): void {
    this.#initError = body;
  }

  #answered(requestId: string, payload: Buffer, isError: boolean): void {
    if (this.#run?.job.requestId !== requestId) return;
    this.#run.answer = { payload, isError };
    this.#settle();
  }

  #endSeen(kib: number): void {
    this.#maxKib = Math.max(this.#maxKib, kib);
    if (this.#run === undefined) return;
    this.#run.endsSeen += 1;
    this.#settle();
  }

  /** A run has ended when it was answered, asks for the next, and all that it logged was read. */
  #settle(): void {
    const run = this.#run;
    if (run?.answer === undefined || run.endsSeen < 2 || this.#send === undefined) return;
    this.#finish(run, run.answer, run.answer.isError ? 'error' : 'success');
    if (this.#isRetired) {
      this.#process.kill();
      return;
    }
    this.#freezer = setTimeout(() => {
      this.#isFrozen = true;
      this.#stopWatching();
      this.#log.flush();
      this.#process.freeze();
    }, freezeAfterMs);
    this.#owner.ready(this);
  }

  #finish(run: Run, answer: { payload: Buffer; isError: boolean }, status: InvocationReport['status']): void {
    const { job, startedAt, initMs, timer } = run;
    clearTimeout(timer);
    this.#run = undefined;
    const elapsedMs = performance.now() - startedAt;
    const durationMs = status === 'timeout' ? this.version.timeoutSeconds * 1000 : elapsedMs;
    this.#log.end({
      requestId: job.requestId,
      durationMs,
      maxMemoryMb: Math.min(this.version.memoryMb, Math.ceil(this.#maxKib / 1024)),
      status,
      ...(initMs === undefined ? {} : { initMs }),
      ...(status === 'failure' ? { errorType: 'Runtime.ExitError' } : {}),
    });
    this.#log.flush();
    job.finish({
      payload: answer.payload,
      ...(answer.isError ? { functionError: 'Unhandled' as const } : {}),
      logTail: this.#log.tail(),
      durationMs,
    });
  }

  /** Lambda kills an environment that takes more memory than it was given. */
  #inspect(): void {
    this.#log.flush();
    const kib = residentKib(this.#process.id) ?? 0;
    this.#maxKib = Math.max(this.#maxKib, kib);
    if (kib > this.version.memoryMb * 1024) this.#process.kill();
  }

  #stopWatching(): void {
    clearInterval(this.#watch);
    this.#watch = undefined;
  }

  #processEnded(code: number | null, signal: string | null): void {
    clearTimeout(this.#initTimer);
    clearTimeout(this.#freezer);
    this.#stopWatching();
    this.#parts.api.close(this.#token);
    const run = this.#run;
    if (run !== undefined) this.#failRun(run, code, signal);
    this.#log.flush();
    const isStartFailure = !this.#hasStarted && !this.#isRetired;
    this.#owner.ended(this, isStartFailure ? this.#startFailure(code, signal) : undefined);
    this.#ended();
  }

  #failRun(run: Run, code: number | null, signal: string | null): void {
    const { requestId } = run.job;
    const { timeoutSeconds } = this.version;
    if (run.answer !== undefined) {
      this.#finish(run, run.answer, run.answer.isError ? 'error' : 'success');
      return;
    }
    const failure = this.#isTimedOut ? timedOut(requestId, timeoutSeconds) : runtimeExited(requestId, code, signal);
    const now = new Date(this.#parts.context.clock.now()).toISOString();
    this.#log.message(
      this.#isTimedOut
        ? `${now} ${requestId} Task timed out after ${timeoutSeconds.toFixed(2)} seconds\n`
        : `${failure.errorMessage}\n${failure.errorType}`,
    );
    this.#finish(run, { payload: asPayload(failure), isError: true }, this.#isTimedOut ? 'timeout' : 'failure');
  }

  #startFailure(code: number | null, signal: string | null): StartFailure {
    const initError = this.#initError;
    return {
      reason: this.#isInitTimedOut ? 'timeout' : 'error',
      payload: (requestId) => {
        if (this.#isInitTimedOut) return asPayload(timedOut(requestId, this.version.timeoutSeconds));
        return initError ?? asPayload(runtimeExited(requestId, code, signal));
      },
      log: this.#log,
      durationMs: performance.now() - this.#bornAt,
    };
  }
}
