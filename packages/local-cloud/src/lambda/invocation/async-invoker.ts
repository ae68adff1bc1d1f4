import { randomUUID } from 'node:crypto';
import { AwsError } from '../../kernel/aws-error.ts';
import type { CloudContext } from '../../kernel/context.ts';
import type { EventInvokeConfig } from '../functions/function-record.ts';
import { type FunctionStore, keyOf, latest } from '../functions/function-store.ts';
import type { FunctionIdentifier } from '../functions/identifier.ts';
import { type FunctionArn, resolveVersion } from '../functions/resolve-version.ts';
import type { AsyncEvent, AsyncStore } from './async-store.ts';
import { sendDeadLetter } from './dead-letter.ts';
import { deliver } from './deliver.ts';
import { type DestinationCondition, destinationRecord } from './destination-record.ts';
import { type CompletedInvocation, type Invoker, subjectOf } from './invoker.ts';
import type { LambdaMetrics } from './metrics.ts';
import { createWorkQueue } from './work-queue.ts';

export interface AsyncInvoker {
  /** Queues an invocation; resolves with its request id when it is on disk. @throws AwsError ResourceNotFoundException */
  enqueue(target: FunctionIdentifier, payload: Uint8Array, clientContext?: string): Promise<string>;
  start(): void;
  /** Takes nothing more up; what runs is left to itself. */
  stop(): void;
}

export interface AsyncInvokerParts {
  readonly context: CloudContext;
  readonly store: FunctionStore;
  readonly events: AsyncStore;
  readonly arn: FunctionArn;
  readonly invoker: Invoker;
  readonly metrics: LambdaMetrics;
}

// Source of all four: https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
const defaultRetries = 2;
const defaultAgeSeconds = 21_600;
const retryDelaysMs = [60_000, 120_000];
const longestRefusalDelayMs = 300_000;

const targetOf = ({ functionName, qualifier }: AsyncEvent): FunctionIdentifier =>
  qualifier === '' ? { name: functionName } : { name: functionName, qualifier };

export const createAsyncInvoker = (parts: AsyncInvokerParts): AsyncInvoker => {
  const { context, store, events, arn, invoker, metrics } = parts;
  const { clock, services, log } = context;

  const configOf = ({ functionName, qualifier }: AsyncEvent): EventInvokeConfig | undefined =>
    store.invokeConfigs.get(keyOf(functionName, qualifier === '' ? latest : qualifier));

  /** The version that ran; if none did, the one that the event would go to. */
  const versionOf = ({ functionName, qualifier }: AsyncEvent, result: CompletedInvocation | undefined) => {
    const named = qualifier === '' ? latest : qualifier;
    const version = result?.executedVersion ?? store.aliases.get(keyOf(functionName, named))?.version ?? named;
    return store.versions.get(keyOf(functionName, version));
  };

  const recordOf = (event: AsyncEvent, condition: DestinationCondition, result: CompletedInvocation | undefined) =>
    destinationRecord({
      now: clock.now(),
      requestId: event.id,
      functionArn: arn(event.functionName, event.qualifier === '' ? latest : event.qualifier),
      condition,
      invokeCount: event.failures + (condition === 'Success' ? 1 : 0),
      requestPayload: event.payload,
      ...(result === undefined ? {} : { response: result }),
    });

  const send = async (event: AsyncEvent, metric: string, task: () => Promise<void>): Promise<void> => {
    try {
      await task();
    } catch (error) {
      // AWS counts it and goes on, and so does this.
      metrics.count(subjectOf(targetOf(event)), metric);
      log.warn('an outcome of an asynchronous invocation could not be delivered', {
        function: event.functionName,
        error,
      });
    }
  };

  const toDestination = (
    event: AsyncEvent,
    destination: string,
    condition: DestinationCondition,
    result: CompletedInvocation | undefined,
  ) =>
    send(event, 'DestinationDeliveryFailures', () =>
      deliver(
        services,
        destination,
        recordOf(event, condition, result),
        condition === 'Success' ? 'Success' : 'Failure',
        arn(event.functionName, event.qualifier === '' ? latest : event.qualifier),
      ),
    );

  const succeed = async (event: AsyncEvent, result: CompletedInvocation): Promise<void> => {
    const destination = configOf(event)?.onSuccessArn;
    if (destination !== undefined) await toDestination(event, destination, 'Success', result);
    events.remove(event.id);
  };

  const giveUp = async (
    event: AsyncEvent,
    condition: DestinationCondition,
    result?: CompletedInvocation,
  ): Promise<void> => {
    metrics.count(subjectOf(targetOf(event)), 'AsyncEventsDropped');
    const destination = configOf(event)?.onFailureArn;
    if (destination !== undefined) await toDestination(event, destination, condition, result);
    const deadLetterArn = versionOf(event, result)?.deadLetterArn;
    if (deadLetterArn !== undefined) {
      const letter = {
        requestId: event.id,
        payload: event.payload,
        ...(result === undefined ? {} : { errorPayload: result.payload }),
      };
      await send(event, 'DeadLetterErrors', () => sendDeadLetter(services, deadLetterArn, letter));
    }
    events.remove(event.id);
  };

  const later = (event: AsyncEvent, delayMs: number): void => {
    const delayed = { ...event, dueAt: clock.now() + delayMs };
    events.delay(delayed);
    queue.add(delayed);
  };

  const fail = async (event: AsyncEvent, result: CompletedInvocation): Promise<void> => {
    const failed = { ...event, failures: event.failures + 1, refusals: 0 };
    const retries = configOf(event)?.maximumRetryAttempts ?? defaultRetries;
    if (failed.failures > retries) await giveUp(failed, 'RetriesExhausted', result);
    else later(failed, retryDelaysMs[failed.failures - 1] ?? longestRefusalDelayMs);
  };

  const refused = async (event: AsyncEvent, error: unknown): Promise<void> => {
    const isGone = error instanceof AwsError && error.code === 'ResourceNotFoundException';
    if (isGone) return events.remove(event.id);
    if (store.entries.get(event.functionName)?.reservedConcurrency === 0)
      return giveUp(event, 'ZeroReservedConcurrency');
    later({ ...event, refusals: event.refusals + 1 }, Math.min(1000 * 2 ** event.refusals, longestRefusalDelayMs));
  };

  const attempt = async (id: string): Promise<void> => {
    const event = events.get(id);
    if (event === undefined) return;
    const ageMs = clock.now() - event.receivedAt;
    metrics.measure(subjectOf(targetOf(event)), 'AsyncEventAge', ageMs, 'Milliseconds');
    const longestAgeMs = (configOf(event)?.maximumEventAgeSeconds ?? defaultAgeSeconds) * 1000;
    if (ageMs > longestAgeMs) return giveUp(event, 'EventAgeExceeded');
    const { clientContext } = event;
    const options = { requestId: id, ...(clientContext === '' ? {} : { clientContext }) };
    let result: CompletedInvocation;
    try {
      result = await invoker.invoke(targetOf(event), event.payload, options);
    } catch (error) {
      // Work that a stop of the cloud interrupted stays queued as it was.
      return queue.isStopping() ? undefined : refused(event, error);
    }
    if (result.functionError === undefined) return succeed(event, result);
    return queue.isStopping() ? undefined : fail(event, result);
  };

  const queue = createWorkQueue(clock, attempt, (error) =>
    log.error('an asynchronous invocation could not be handled', { error }),
  );

  return {
    enqueue: async (target, payload, clientContext = '') => {
      resolveVersion(store, arn, target, () => 1);
      const now = clock.now();
      const event = {
        id: randomUUID(),
        functionName: target.name,
        qualifier: target.qualifier ?? '',
        payload: payload.length === 0 ? Buffer.from('{}') : payload,
        clientContext,
        receivedAt: now,
        failures: 0,
        refusals: 0,
        dueAt: now,
      };
      await events.add(event);
      metrics.count(subjectOf(target), 'AsyncEventsReceived');
      queue.add(event);
      return event.id;
    },
    start: () => {
      for (const event of events.waiting()) queue.add(event);
    },
    stop: queue.stop,
  };
};
