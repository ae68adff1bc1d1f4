import middy, { type MiddlewareObj } from '@middy/core';
import type { Context } from 'aws-lambda';
import { answerReads, type GuardReads, readForReal } from './answer-reads.ts';
import { type Counts, type FunctionCounts, functionCounts, noCounts } from './counts.ts';
import { type Environment, parseEnvironment, text, type Variables } from './environment.ts';
import { errorMessage } from './errors.ts';
import { type Guards, guardedByCall } from './guards.ts';
import { type FunctionLog, functionLog, type Log } from './log.ts';
import { measuring } from './measuring.ts';
import {
  isMeasured,
  isProbe,
  type ProbeAnswer,
  type ProbedCall,
  type ProbeEvent,
  probedAnswers,
  probedEvent,
} from './probe.ts';
import { allowWrites, type GuardWrites, refuseWrites } from './refuse-writes.ts';

/** What the wiring of a function is given. */
export interface Wiring<V extends Variables> {
  readonly environment: Environment<V>;
  readonly log: Log;
  readonly counts: Counts;
  /** Epoch ms. */
  readonly clock: () => number;
  /** Every adapter that writes goes through here, so that a probe of the function cannot. */
  readonly writes: GuardWrites;
  /** A read goes through here if a probe is to be able to say what is found. */
  readonly reads: GuardReads;
}

/** What a Lambda function is made of: its settings, and how its parts are put together. */
export interface FunctionDefinition<V extends Variables, Event, Result> {
  /** Settings with `oneOf` or `optional` stand in a constant of their own, or TypeScript infers nothing for `wire`. */
  readonly environment: V;
  /** Runs once at cold start (and once a probe); gives what handles an event. Makes no call: clients are lazy. */
  readonly wire: (wiring: Wiring<V>) => (event: Event, context: Context) => Promise<Result>;
}

/** What a function takes from the process it runs in. */
export interface Process {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly clock: () => number;
}

interface Instruments {
  readonly log: FunctionLog;
  readonly counts: FunctionCounts;
}

const unguarded: Guards = { writes: allowWrites, reads: readForReal };

/** Set for every function by its service. */
const commonVariables = { POWERTOOLS_SERVICE_NAME: text(), STAGE: text() };

const answerProbe = async (
  event: ProbeEvent,
  { functionName, functionVersion }: Context,
  run: (event: unknown, guards: Guards) => Promise<unknown>,
): Promise<ProbeAnswer> => {
  const refusedWrites: ProbedCall[] = [];
  const answeredWrites: ProbedCall[] = [];
  const answeredReads: ProbedCall[] = [];
  const answer = { functionName, functionVersion, refusedWrites, answeredWrites, answeredReads };
  try {
    const answers = probedAnswers(event);
    const reads = answerReads(answers, (read) => answeredReads.push(read));
    const writes = refuseWrites({
      answers,
      onRefused: (write) => refusedWrites.push(write),
      onAnswered: (write) => answeredWrites.push(write),
    });
    const result = await run(probedEvent(event), { reads, writes });
    return { probe: 'answered', ...answer, result };
  } catch (error) {
    return { probe: 'failed', ...answer, error: errorMessage(error) };
  }
};

const observe = ({ log, counts }: Instruments): MiddlewareObj => ({
  before: ({ context }) => log.begin(context),
  after: ({ context }) => counts.publish(context),
  onError: ({ context, error }) => {
    log.log.error('the invocation failed', error ?? undefined);
    counts.publish(context);
  },
});

/**
 * The entry that AWS calls. Settings are read when the module is loaded (throws EnvironmentError, so a wrong one fails the
 * deployment's first start and says which); the metrics of an invocation are written once, when it ends, however it ends.
 * An event `{"probe": …}` is answered with a {@link ProbeAnswer}, by a wiring of its own (one for all that are measured) whose
 * reads and writes are answered as the probe says; else reads are real and writes refused.
 */
export const lambdaHandler = <V extends Variables, Event, Result>(
  definition: FunctionDefinition<V, Event, Result>,
  { environment: source, clock }: Process = { environment: process.env, clock: Date.now },
): ((event: Event | ProbeEvent, context: Context) => Promise<Result | ProbeAnswer>) => {
  const { POWERTOOLS_SERVICE_NAME: service, STAGE: stage } = parseEnvironment(commonVariables, source);
  const environment = parseEnvironment(definition.environment, source);
  const instruments = { log: functionLog(service, stage), counts: functionCounts(service, stage) };
  const common = { environment, clock, log: instruments.log.log };
  const handle = definition.wire({ ...common, counts: instruments.counts, ...unguarded });

  const wire = (guards: Guards) => definition.wire({ ...common, counts: noCounts, ...guards });
  const wiredOnce = guardedByCall(wire);

  const probe: MiddlewareObj = {
    before: ({ event, context }) => {
      if (!isProbe(event)) return undefined;
      const wireProbe = isMeasured(event) ? wiredOnce : wire;
      const answer = () =>
        answerProbe(event, context, async (probed, guards) => {
          const wired = wireProbe(guards);
          return probed === undefined ? undefined : wired(probed as Event, context);
        });
      return isMeasured(event) ? measuring(answer) : answer();
    },
  };

  // No early timeout: it would race a timer against every invocation, and Lambda reports timeouts itself.
  const entry = middy<Event, Result>(handle, { timeoutEarlyInMillis: 0 }).use([observe(instruments), probe]);
  return (event, context) => entry(event as Event, context) as Promise<Result | ProbeAnswer>;
};
