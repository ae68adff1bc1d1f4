import { randomUUID } from 'node:crypto';
import type { CloudContext } from '../../kernel/context.ts';
import type { Table } from '../../kernel/table.ts';
import type { StreamRecord } from '../../ports/kinesis.ts';
import type { FunctionStore } from '../functions/function-store.ts';
import type { FunctionIdentifier } from '../functions/identifier.ts';
import { type FunctionArn, resolveVersion } from '../functions/resolve-version.ts';
import { type CompletedInvocation, type Invoker, subjectOf } from '../invocation/invoker.ts';
import type { LambdaMetrics } from '../invocation/metrics.ts';
import { type Delivery, type DiscardReason, deliverBatch } from './deliver-batch.ts';
import { readItemFailures } from './item-failures.ts';
import { kinesisEvent } from './kinesis-event.ts';
import type { EventSourceMapping, KinesisMapping } from './mapping-record.ts';
import type { MappingResults } from './mapping-results.ts';
import { sendFailure } from './send-failure.ts';
import { type ShardConsumer, startShardConsumer } from './shard-consumer.ts';

export interface SourceParts {
  readonly context: CloudContext;
  readonly store: FunctionStore;
  readonly arn: FunctionArn;
  readonly invoker: Invoker;
  readonly metrics: LambdaMetrics;
  readonly checkpoints: Table<string>;
  readonly results: MappingResults;
  /** Whom a mapping invokes now: an update of its FunctionName holds from the next batch on. */
  readonly targetOf: (mapping: EventSourceMapping) => FunctionIdentifier;
}

/** What reads for a mapping, until it is stopped. */
export interface RunningSource {
  stop(): void;
}

const discoverEveryMs = 1000;
const failureAttempts = 3;

/** What a function's answer means for a shard, where all from the lowest failed record on comes again. */
const deliveryOf = (
  result: CompletedInvocation,
  records: readonly StreamRecord[],
  reportsItemFailures: boolean,
): Delivery<CompletedInvocation> => {
  if (result.functionError !== undefined) return { kind: 'ran', failedFrom: 0, isPartial: false, result };
  if (!reportsItemFailures) return { kind: 'ran', failedFrom: records.length, isPartial: false, result };
  const ids = new Set(records.map((record) => record.sequenceNumber));
  const failures = readItemFailures(result.payload, ids);
  if (failures === 'all') return { kind: 'ran', failedFrom: 0, isPartial: false, result };
  const first = records.findIndex((record) => failures.failed.has(record.sequenceNumber));
  return { kind: 'ran', failedFrom: first < 0 ? records.length : first, isPartial: true, result };
};

/** Reads a stream for a mapping: a consumer a shard, also for shards that come later. */
export const startKinesisSource = (parts: SourceParts, mapping: KinesisMapping): RunningSource => {
  const { context, store, arn, invoker, metrics, checkpoints, results, targetOf } = parts;
  const { clock, services, region, log } = context;
  const consumers = new Map<string, ShardConsumer>();
  let isStopped = false;

  const eventOf = (shardId: string, records: readonly StreamRecord[]): Buffer => {
    const { roleArn } = resolveVersion(store, arn, targetOf(mapping), () => 1).version;
    const source = { shardId, streamArn: mapping.eventSourceArn, region, roleArn };
    return kinesisEvent(records, source);
  };

  const invoke = async (shardId: string, records: readonly StreamRecord[]): Promise<Delivery<CompletedInvocation>> => {
    const target = targetOf(mapping);
    const ageMs = clock.now() - (records.at(-1)?.arrivedAt ?? clock.now());
    const measureAge = (executedVersion?: string): void =>
      metrics.measure(subjectOf(target, executedVersion), 'IteratorAge', ageMs, 'Milliseconds');
    try {
      const result = await invoker.invoke(target, eventOf(shardId, records));
      measureAge(result.executedVersion);
      const delivery = deliveryOf(result, records, mapping.reportsItemFailures);
      const isGood = delivery.kind === 'ran' && delivery.failedFrom === records.length;
      results.set(mapping.uuid, isGood ? 'OK' : 'PROBLEM: Function call failed');
      return delivery;
    } catch (error) {
      measureAge();
      results.set(mapping.uuid, `PROBLEM: ${(error as Error).message}`);
      return { kind: 'refused' };
    }
  };

  const discard = async (
    shardId: string,
    records: readonly StreamRecord[],
    reason: DiscardReason,
    runs: number,
    result: CompletedInvocation | undefined,
  ): Promise<void> => {
    const { onFailureArn } = mapping;
    if (onFailureArn === undefined) return;
    const target = targetOf(mapping);
    const batch = {
      now: clock.now(),
      functionArn: arn(target.name, target.qualifier),
      streamArn: mapping.eventSourceArn,
      shardId,
      reason,
      runs,
      records,
      requestId: randomUUID(),
      ...(result === undefined ? {} : { result }),
    };
    for (let attempt = 1; !isStopped; attempt += 1) {
      try {
        await sendFailure(services, onFailureArn, mapping.uuid, batch, eventOf(shardId, records));
        return;
      } catch (error) {
        if (attempt === failureAttempts) {
          metrics.count(subjectOf(target), 'DestinationDeliveryFailures');
          log.error('given-up records could not be sent to their failure destination', {
            mapping: mapping.uuid,
            error,
          });
          return;
        }
        await clock.sleep(1000 * attempt);
      }
    }
  };

  const startShard = (shardId: string): ShardConsumer =>
    startShardConsumer({
      context,
      mapping,
      shardId,
      checkpoints,
      deliver: (records, done) =>
        deliverBatch<StreamRecord, CompletedInvocation>(records, {
          policy: {
            maximumRetryAttempts: mapping.maximumRetryAttempts,
            maximumRecordAgeMs: mapping.maximumRecordAgeSeconds < 0 ? -1 : mapping.maximumRecordAgeSeconds * 1000,
            bisectsOnError: mapping.bisectsOnError,
          },
          invoke: (some) => invoke(shardId, some),
          done,
          discard: (some, reason, runs, result) => discard(shardId, some, reason, runs, result),
          ageMs: (record) => clock.now() - record.arrivedAt,
          sleep: clock.sleep,
          isStopped: () => isStopped,
        }),
    });

  const discover = (): void => {
    if (isStopped) return;
    try {
      for (const shardId of services.kinesis.shardIds(mapping.eventSourceArn)) {
        if (!consumers.has(shardId)) consumers.set(shardId, startShard(shardId));
      }
    } catch (error) {
      results.set(mapping.uuid, `PROBLEM: ${(error as Error).message}`);
    }
    clock.after(discoverEveryMs * clock.speed, discover);
  };

  discover();
  return {
    stop: () => {
      isStopped = true;
      for (const consumer of consumers.values()) consumer.stop();
    },
  };
};
