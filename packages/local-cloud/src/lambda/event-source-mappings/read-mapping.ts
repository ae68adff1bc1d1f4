import type { CreateEventSourceMappingCommandInput } from '@aws-sdk/client-lambda';
import { AwsError, UnsupportedError } from '../../kernel/aws-error.ts';
import type { FunctionIdentifier } from '../functions/identifier.ts';
import type { EventSourceMapping, KinesisMapping, SqsMapping } from './mapping-record.ts';

/** What can be set for a mapping, as the API takes it. Times are epoch seconds or ISO text. */
export type MappingInput = Omit<
  CreateEventSourceMappingCommandInput,
  'StartingPositionTimestamp' | 'FunctionName' | 'EventSourceArn'
> & {
  readonly StartingPositionTimestamp?: number | string;
};

export const mappingNames = [
  'BatchSize',
  'BisectBatchOnFunctionError',
  'DestinationConfig',
  'Enabled',
  'FilterCriteria',
  'FunctionResponseTypes',
  'MaximumBatchingWindowInSeconds',
  'MaximumRecordAgeInSeconds',
  'MaximumRetryAttempts',
  'ParallelizationFactor',
  'ScalingConfig',
  'TumblingWindowInSeconds',
] as const satisfies readonly (keyof MappingInput)[];

export interface MappingIdentity {
  readonly uuid: string;
  readonly eventSourceArn: string;
  readonly target: FunctionIdentifier;
  readonly createdAt: number;
  readonly lastModified: number;
}

export const invalidMapping = (message: string): AwsError =>
  new AwsError('InvalidParameterValueException', message, { members: { Type: 'User' } });

const inRange = (value: number, member: string, least: number, most: number): number => {
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new AwsError(
    'ValidationException',
    `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: Member must have value between ${least} and ${most}`,
  );
};

const refuseUnsupported = ({ FilterCriteria, TumblingWindowInSeconds }: MappingInput): void => {
  if ((FilterCriteria?.Filters ?? []).length > 0) throw new UnsupportedError('FilterCriteria of event source mappings');
  if ((TumblingWindowInSeconds ?? 0) > 0)
    throw new UnsupportedError('TumblingWindowInSeconds of event source mappings');
};

const readCommon = (
  input: MappingInput,
  identity: MappingIdentity,
  defaultBatchSize: number,
  old?: EventSourceMapping,
) => ({
  ...identity,
  enabled: input.Enabled ?? old?.enabled ?? true,
  batchSize: inRange(input.BatchSize ?? old?.batchSize ?? defaultBatchSize, 'batchSize', 1, 10_000),
  windowSeconds: inRange(
    input.MaximumBatchingWindowInSeconds ?? old?.windowSeconds ?? 0,
    'maximumBatchingWindowInSeconds',
    0,
    300,
  ),
  reportsItemFailures:
    input.FunctionResponseTypes?.includes('ReportBatchItemFailures') ?? old?.reportsItemFailures ?? false,
  tags: input.Tags ?? old?.tags ?? {},
});

const readDestination = (input: MappingInput, old: KinesisMapping | undefined): { onFailureArn?: string } => {
  if ((input.DestinationConfig?.OnSuccess?.Destination ?? '') !== '') {
    throw invalidMapping('Unsupported DestinationConfig parameter for given event source mapping type.');
  }
  const arn =
    input.DestinationConfig === undefined ? old?.onFailureArn : input.DestinationConfig.OnFailure?.Destination;
  if (arn === undefined || arn === '') return {};
  if (/^arn:aws[\w-]*:(sqs|sns|s3):/.test(arn)) return { onFailureArn: arn };
  throw invalidMapping(`The destination ARN ${arn} is invalid.`);
};

const epochMs = (time: number | string): number => (typeof time === 'number' ? time * 1000 : Date.parse(time));

const readStart = (input: MappingInput, old: KinesisMapping | undefined) => {
  const startingPosition = input.StartingPosition ?? old?.startingPosition;
  if (startingPosition === undefined) {
    throw invalidMapping(
      '1 validation error detected: Value null at startingPosition failed to satisfy constraint: Member must not be null.',
    );
  }
  if (startingPosition !== 'AT_TIMESTAMP') return { startingPosition };
  const { StartingPositionTimestamp: given } = input;
  const startingTimestamp = given === undefined ? old?.startingTimestamp : epochMs(given);
  if (startingTimestamp === undefined) throw invalidMapping('StartingPositionTimestamp is required for AT_TIMESTAMP.');
  return { startingPosition, startingTimestamp };
};

/** -1 or 60 seconds to a week. */
const readRecordAge = (seconds: number): number =>
  seconds === -1 ? -1 : inRange(seconds, 'maximumRecordAgeInSeconds', 60, 604_800);

const readKinesis = (
  input: MappingInput,
  identity: MappingIdentity,
  old: KinesisMapping | undefined,
): KinesisMapping => {
  if (input.ScalingConfig?.MaximumConcurrency != null) {
    throw invalidMapping('Unsupported parameter for given event source mapping type: ScalingConfig');
  }
  return {
    kind: 'kinesis',
    ...readCommon(input, identity, 100, old),
    ...readStart(input, old),
    ...readDestination(input, old),
    parallelizationFactor: inRange(
      input.ParallelizationFactor ?? old?.parallelizationFactor ?? 1,
      'parallelizationFactor',
      1,
      10,
    ),
    bisectsOnError: input.BisectBatchOnFunctionError ?? old?.bisectsOnError ?? false,
    maximumRetryAttempts: inRange(
      input.MaximumRetryAttempts ?? old?.maximumRetryAttempts ?? -1,
      'maximumRetryAttempts',
      -1,
      10_000,
    ),
    maximumRecordAgeSeconds: readRecordAge(input.MaximumRecordAgeInSeconds ?? old?.maximumRecordAgeSeconds ?? -1),
  };
};

const streamOnly = [
  'BisectBatchOnFunctionError',
  'MaximumRecordAgeInSeconds',
  'MaximumRetryAttempts',
  'ParallelizationFactor',
  'StartingPosition',
  'StartingPositionTimestamp',
] as const;

const readSqs = (input: MappingInput, identity: MappingIdentity, old: SqsMapping | undefined): SqsMapping => {
  const wrong = streamOnly.find((name) => input[name] != null);
  if (wrong !== undefined || input.DestinationConfig?.OnFailure?.Destination !== undefined) {
    throw invalidMapping(`Unsupported parameter for given event source mapping type: ${wrong ?? 'DestinationConfig'}`);
  }
  const common = readCommon(input, identity, 10, old);
  const isFifo = identity.eventSourceArn.endsWith('.fifo');
  if (isFifo && common.windowSeconds > 0) throw invalidMapping('Batching window is not supported for FIFO queues');
  if (isFifo) inRange(common.batchSize, 'batchSize', 1, 10);
  if (common.batchSize > 10 && common.windowSeconds === 0) {
    throw invalidMapping(
      'Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10',
    );
  }
  const most = input.ScalingConfig === undefined ? old?.maximumConcurrency : input.ScalingConfig.MaximumConcurrency;
  return {
    kind: 'sqs',
    ...common,
    ...(most === undefined ? {} : { maximumConcurrency: inRange(most, 'scalingConfig.maximumConcurrency', 2, 1000) }),
  };
};

/**
 * A mapping from what is given, over what was there, over AWS's defaults.
 * Source: https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html
 * @throws AwsError InvalidParameterValueException, ValidationException; UnsupportedError
 */
export const readMapping = (
  input: MappingInput,
  identity: MappingIdentity,
  old?: EventSourceMapping,
): EventSourceMapping => {
  refuseUnsupported(input);
  const [, , service, , , resource = ''] = identity.eventSourceArn.split(':');
  if (service === 'kinesis') {
    if (resource.includes('/consumer/'))
      throw new UnsupportedError('stream consumers (enhanced fan-out) as event sources');
    return readKinesis(input, identity, old?.kind === 'kinesis' ? old : undefined);
  }
  if (service === 'sqs') return readSqs(input, identity, old?.kind === 'sqs' ? old : undefined);
  throw new UnsupportedError(`the event source ${identity.eventSourceArn}`);
};
