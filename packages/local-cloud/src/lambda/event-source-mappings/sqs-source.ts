import type { QueueMessage } from '../../ports/sqs.ts';
import { readItemFailures } from './item-failures.ts';
import { recordsEvent } from './kinesis-event.ts';
import type { RunningSource, SourceParts } from './kinesis-source.ts';
import type { SqsMapping } from './mapping-record.ts';
import { sqsEventRecord } from './sqs-event.ts';
import { fitBatch } from './take-batch.ts';

/** AWS begins with five batches at a time and adds more; here it stays at this. */
const defaultConcurrency = 5;
const pollEveryMs = 1000;

interface Waiting {
  readonly message: QueueMessage;
  readonly record: string;
}

/**
 * Reads a queue for a mapping. Messages of a failed batch, or those that the function reports, are left alone and come again after the
 * queue's visibility timeout.
 * Source: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 */
export const startSqsSource = (
  { context, invoker, results, targetOf }: Pick<SourceParts, 'context' | 'invoker' | 'results' | 'targetOf'>,
  mapping: SqsMapping,
): RunningSource => {
  const { clock, services, region, log } = context;
  const concurrency = mapping.maximumConcurrency ?? defaultConcurrency;
  let running = 0;
  let isStopped = false;
  let isPolling = false;
  let mayHaveMore = false;

  const handle = async (batch: readonly Waiting[]): Promise<void> => {
    const messages = batch.map((each) => each.message);
    const result = await invoker.invoke(targetOf(mapping), recordsEvent(batch.map((each) => each.record)));
    if (isStopped || result.functionError !== undefined) {
      results.set(mapping.uuid, 'PROBLEM: Function call failed');
      return;
    }
    const ids = new Set(messages.map((message) => message.messageId));
    const failures = mapping.reportsItemFailures
      ? readItemFailures(result.payload, ids)
      : { failed: new Set<string>() };
    results.set(mapping.uuid, 'OK');
    if (failures === 'all') return;
    const good = messages.filter((message) => !failures.failed.has(message.messageId));
    if (good.length > 0) {
      await services.sqs.deleteMessages(
        mapping.eventSourceArn,
        good.map((message) => message.receiptHandle),
      );
    }
  };

  const launch = (batch: readonly Waiting[]): void => {
    running += 1;
    handle(batch)
      .catch((error: unknown) => {
        results.set(mapping.uuid, `PROBLEM: ${(error as Error).message}`);
      })
      .finally(() => {
        running -= 1;
        void poll();
      });
  };

  const receive = async (most: number): Promise<readonly Waiting[]> => {
    const messages = await services.sqs.receive(mapping.eventSourceArn, most);
    return messages.map((message) => ({ message, record: sqsEventRecord(message, mapping.eventSourceArn, region) }));
  };

  /** Gathers a batch: until it is full, or the window after its first message is over. */
  const gather = async (): Promise<readonly Waiting[]> => {
    const batch = [...(await receive(mapping.batchSize))];
    if (batch.length === 0) return batch;
    const deadline = clock.now() + mapping.windowSeconds * 1000;
    while (!isStopped && !fitBatch(sizesOf(batch), mapping.batchSize).isFull) {
      const more = await receive(mapping.batchSize - batch.length);
      batch.push(...more);
      if (more.length > 0) continue;
      const leftMs = deadline - clock.now();
      if (leftMs <= 0) break;
      await clock.sleep(Math.min(leftMs, 100 * clock.speed));
    }
    return batch;
  };

  /** A batch of large messages may be more than an invocation takes. */
  const launchAll = (batch: readonly Waiting[]): void => {
    for (let rest = batch; rest.length > 0; ) {
      const { count } = fitBatch(sizesOf(rest), mapping.batchSize);
      launch(rest.slice(0, count));
      rest = rest.slice(count);
    }
  };

  const drain = async (): Promise<void> => {
    while (!isStopped && running < concurrency) {
      mayHaveMore = false;
      const batch = await gather();
      if (isStopped || (batch.length === 0 && !mayHaveMore)) return;
      launchAll(batch);
    }
  };

  async function poll(): Promise<void> {
    mayHaveMore = true;
    if (isPolling || isStopped) return;
    isPolling = true;
    try {
      await drain();
    } catch (error) {
      results.set(mapping.uuid, `PROBLEM: ${(error as Error).message}`);
      log.debug('a queue could not be read', { mapping: mapping.uuid, error });
    } finally {
      isPolling = false;
    }
  }

  let unsubscribe = (): void => {};
  let isListening = false;
  const listen = (): void => {
    if (isStopped) return;
    try {
      if (!isListening) unsubscribe = services.sqs.onMessages(mapping.eventSourceArn, () => void poll());
      isListening = true;
    } catch (error) {
      // The queue is not there (any more): looked for again.
      results.set(mapping.uuid, `PROBLEM: ${(error as Error).message}`);
    }
    void poll();
    clock.after(pollEveryMs * clock.speed, listen);
  };
  listen();
  return {
    stop: () => {
      isStopped = true;
      unsubscribe();
    },
  };
};

const sizesOf = (batch: readonly Waiting[]): readonly number[] => batch.map(({ record }) => Buffer.byteLength(record));
