import type { CloudContext } from '../../kernel/context.ts';
import type { FunctionArn } from '../functions/resolve-version.ts';
import type { EventSourceMapping, KinesisMapping, SqsMapping } from './mapping-record.ts';

const describeKinesis = (mapping: KinesisMapping) => ({
  StartingPosition: mapping.startingPosition,
  ...(mapping.startingTimestamp === undefined ? {} : { StartingPositionTimestamp: mapping.startingTimestamp / 1000 }),
  ParallelizationFactor: mapping.parallelizationFactor,
  BisectBatchOnFunctionError: mapping.bisectsOnError,
  MaximumRetryAttempts: mapping.maximumRetryAttempts,
  MaximumRecordAgeInSeconds: mapping.maximumRecordAgeSeconds,
  TumblingWindowInSeconds: 0,
  DestinationConfig: { OnFailure: mapping.onFailureArn === undefined ? {} : { Destination: mapping.onFailureArn } },
});

const describeSqs = ({ maximumConcurrency }: SqsMapping) =>
  maximumConcurrency === undefined ? {} : { ScalingConfig: { MaximumConcurrency: maximumConcurrency } };

export const mappingArn = (context: CloudContext, uuid: string): string =>
  context.arn('lambda', `event-source-mapping:${uuid}`);

/** EventSourceMappingConfiguration of the API. */
export const describeMapping = (
  context: CloudContext,
  arn: FunctionArn,
  mapping: EventSourceMapping,
  lastResult: string | undefined,
  state = mapping.enabled ? 'Enabled' : 'Disabled',
) => ({
  UUID: mapping.uuid,
  EventSourceMappingArn: mappingArn(context, mapping.uuid),
  EventSourceArn: mapping.eventSourceArn,
  FunctionArn: arn(mapping.target.name, mapping.target.qualifier),
  BatchSize: mapping.batchSize,
  MaximumBatchingWindowInSeconds: mapping.windowSeconds,
  FunctionResponseTypes: mapping.reportsItemFailures ? ['ReportBatchItemFailures'] : [],
  LastModified: mapping.lastModified / 1000,
  State: state,
  StateTransitionReason: 'USER_INITIATED',
  ...(mapping.kind === 'kinesis'
    ? { ...describeKinesis(mapping), LastProcessingResult: lastResult ?? 'No records processed' }
    : describeSqs(mapping)),
});
