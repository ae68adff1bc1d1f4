import { AwsError, UnsupportedError } from '../../kernel/aws-error.ts';
import type { EventInvokeConfig } from './function-record.ts';
import { keyOf, latest } from './function-store.ts';
import type { FunctionIdentifier } from './identifier.ts';
import type { LambdaParts } from './lambda-parts.ts';
import { resolveVersion } from './resolve-version.ts';

export interface EventInvokeConfigInput {
  readonly MaximumRetryAttempts?: number;
  readonly MaximumEventAgeInSeconds?: number;
  readonly DestinationConfig?: {
    readonly OnSuccess?: { readonly Destination?: string };
    readonly OnFailure?: { readonly Destination?: string };
  };
}

const destinationPattern = /^arn:aws[\w-]*:(sqs|sns|lambda|events):[a-z0-9-]+:\d{12}:.+$/;

const inRange = (value: number | undefined, member: string, least: number, most: number): void => {
  if (value === undefined || (Number.isInteger(value) && value >= least && value <= most)) return;
  throw new AwsError(
    'ValidationException',
    `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: Member must have value between ${least} and ${most}`,
  );
};

const readDestination = (arn: string | undefined): string | undefined => {
  if (arn === undefined || arn === '') return undefined;
  if (destinationPattern.test(arn)) return arn;
  if (arn.startsWith('arn:aws:s3:'))
    throw new UnsupportedError(`a bucket as destination of asynchronous invocations: ${arn}`);
  throw new AwsError('InvalidParameterValueException', `The destination ARN ${arn} is invalid.`);
};

/** Only what is present. */
const defined = <Value extends object>(value: Value): { [Name in keyof Value]?: Exclude<Value[Name], undefined> } =>
  Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as never;

const readInput = (input: EventInvokeConfigInput) => {
  inRange(input.MaximumRetryAttempts, 'maximumRetryAttempts', 0, 2);
  inRange(input.MaximumEventAgeInSeconds, 'maximumEventAgeInSeconds', 60, 21_600);
  return defined({
    maximumRetryAttempts: input.MaximumRetryAttempts,
    maximumEventAgeSeconds: input.MaximumEventAgeInSeconds,
    onSuccessArn: readDestination(input.DestinationConfig?.OnSuccess?.Destination),
    onFailureArn: readDestination(input.DestinationConfig?.OnFailure?.Destination),
  });
};

/** Sets how asynchronous invocations are handled; with `isUpdate` what is not given stays. @throws AwsError ResourceNotFoundException, … */
export const putEventInvokeConfig = (
  parts: LambdaParts,
  { name, qualifier = latest }: FunctionIdentifier,
  input: EventInvokeConfigInput,
  isUpdate: boolean,
): EventInvokeConfig => {
  resolveVersion(parts.store, parts.arn, { name, qualifier }, () => 1);
  const key = keyOf(name, qualifier);
  const old = isUpdate ? getEventInvokeConfig(parts, { name, qualifier }) : {};
  const config = {
    ...old,
    ...readInput(input),
    functionName: name,
    qualifier,
    lastModified: parts.context.clock.now(),
  };
  parts.store.invokeConfigs.set(key, config);
  return config;
};

/** @throws AwsError ResourceNotFoundException */
export const getEventInvokeConfig = (
  { store, arn }: LambdaParts,
  { name, qualifier = latest }: FunctionIdentifier,
): EventInvokeConfig => {
  const config = store.invokeConfigs.get(keyOf(name, qualifier));
  if (config !== undefined) return config;
  throw new AwsError(
    'ResourceNotFoundException',
    `The function ${arn(name, qualifier)} doesn't have an EventInvokeConfig`,
    {
      status: 404,
      members: { Type: 'User' },
    },
  );
};

/** FunctionEventInvokeConfig of the API. */
export const describeEventInvokeConfig = ({ arn }: LambdaParts, config: EventInvokeConfig) => ({
  LastModified: config.lastModified / 1000,
  FunctionArn: arn(config.functionName, config.qualifier),
  ...defined({
    MaximumRetryAttempts: config.maximumRetryAttempts,
    MaximumEventAgeInSeconds: config.maximumEventAgeSeconds,
  }),
  DestinationConfig: {
    OnSuccess: defined({ Destination: config.onSuccessArn }),
    OnFailure: defined({ Destination: config.onFailureArn }),
  },
});
