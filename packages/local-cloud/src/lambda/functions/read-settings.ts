import type { CreateFunctionCommandInput } from '@aws-sdk/client-lambda';
import { AwsError, UnsupportedError } from '../../kernel/aws-error.ts';
import type { FunctionSettings, LoggingSettings } from './function-record.ts';
import { validateEnvironment } from './validate-environment.ts';

/** The settings of a function as the API takes them. */
export type SettingsInput = Pick<
  CreateFunctionCommandInput,
  | 'Architectures'
  | 'DeadLetterConfig'
  | 'Description'
  | 'Environment'
  | 'EphemeralStorage'
  | 'Handler'
  | 'LoggingConfig'
  | 'MemorySize'
  | 'Role'
  | 'Runtime'
  | 'Timeout'
  | 'TracingConfig'
>;

/** Names of {@link SettingsInput} that UpdateFunctionConfiguration takes. */
export const settingNames = [
  'DeadLetterConfig',
  'Description',
  'Environment',
  'EphemeralStorage',
  'Handler',
  'LoggingConfig',
  'MemorySize',
  'Role',
  'Runtime',
  'Timeout',
  'TracingConfig',
] as const satisfies readonly (keyof SettingsInput)[];

const runtimes = ['nodejs20.x', 'nodejs22.x', 'nodejs24.x'];
const rolePattern = /^arn:aws[\w-]*:iam::\d{12}:role\/[\w+=,.@\-/]+$/;
const applicationLevels = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'];
const systemLevels = ['DEBUG', 'INFO', 'WARN'];

const invalid = (message: string, code = 'InvalidParameterValueException') =>
  new AwsError(code, message, { members: { Type: 'User' } });

const constraint = (value: unknown, member: string, rule: string): AwsError =>
  invalid(
    `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: ${rule}`,
    'ValidationException',
  );

const inRange = (value: number, member: string, least: number, most: number): number => {
  if (!(value >= least)) throw constraint(value, member, `Member must have value greater than or equal to ${least}`);
  if (value > most) throw constraint(value, member, `Member must have value less than or equal to ${most}`);
  return value;
};

const oneOf = (value: string, member: string, allowed: readonly string[]): string => {
  if (allowed.includes(value)) return value;
  throw constraint(value, member, `Member must satisfy enum value set: [${allowed.join(', ')}]`);
};

const readRuntime = (runtime: string | undefined): string => {
  if (runtime === undefined)
    throw invalid('Runtime and Handler are mandatory parameters for functions created with deployment packages.');
  if (!runtimes.includes(runtime)) throw new UnsupportedError(`the runtime ${runtime}: it runs ${runtimes.join(', ')}`);
  return runtime;
};

const readRole = (role: string | undefined): string => {
  if (role === undefined || !rolePattern.test(role)) {
    throw constraint(
      role,
      'role',
      'Member must satisfy regular expression pattern: arn:(aws[a-zA-Z-]*)?:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+',
    );
  }
  return role;
};

const readLogging = (
  functionName: string,
  given: SettingsInput['LoggingConfig'],
  old: LoggingSettings | undefined,
): LoggingSettings => {
  const format = (given?.LogFormat ?? old?.format ?? 'Text') as LoggingSettings['format'];
  oneOf(format, 'loggingConfig.logFormat', ['JSON', 'Text']);
  const group = given?.LogGroup ?? old?.group ?? `/aws/lambda/${functionName}`;
  if (format === 'Text') {
    if (given?.ApplicationLogLevel !== undefined || given?.SystemLogLevel !== undefined) {
      throw invalid(
        'LogLevel is not supported when LogFormat is set to Text. Remove LogLevel from your request or change the LogFormat to JSON and try again.',
      );
    }
    return { format, group };
  }
  const applicationLevel = given?.ApplicationLogLevel ?? old?.applicationLevel ?? 'INFO';
  const systemLevel = given?.SystemLogLevel ?? old?.systemLevel ?? 'INFO';
  oneOf(applicationLevel, 'loggingConfig.applicationLogLevel', applicationLevels);
  oneOf(systemLevel, 'loggingConfig.systemLogLevel', systemLevels);
  return { format, group, applicationLevel, systemLevel };
};

const readDeadLetters = (target: string | undefined): { deadLetterArn?: string } => {
  if (target === undefined || target === '') return {};
  if (target.startsWith('arn:aws:sns:')) throw new UnsupportedError(`an SNS topic in DeadLetterConfig: ${target}`);
  if (target.startsWith('arn:aws:sqs:')) return { deadLetterArn: target };
  throw invalid(`The provided target ${target} is not supported.`);
};

const refuseWhatIsNotHonoured = ({ TracingConfig, EphemeralStorage }: SettingsInput): void => {
  if (TracingConfig?.Mode === 'Active') throw new UnsupportedError('TracingConfig.Mode Active: there is no X-Ray');
  if (EphemeralStorage?.Size !== undefined && EphemeralStorage.Size !== 512) {
    throw new UnsupportedError('EphemeralStorage.Size other than 512');
  }
};

/**
 * Settings of a function: what is given over what was there, over AWS's defaults.
 * @throws AwsError ValidationException, InvalidParameterValueException; UnsupportedError
 */
export const readSettings = (functionName: string, given: SettingsInput, old?: FunctionSettings): FunctionSettings => {
  refuseWhatIsNotHonoured(given);
  const variables = given.Environment === undefined ? old?.environment : given.Environment.Variables;
  if (variables !== undefined) validateEnvironment(variables);
  const handler = given.Handler ?? old?.handler;
  if (handler === undefined)
    throw invalid('Runtime and Handler are mandatory parameters for functions created with deployment packages.');
  const deadLetters = given.DeadLetterConfig === undefined ? old?.deadLetterArn : given.DeadLetterConfig.TargetArn;
  return {
    description: given.Description ?? old?.description ?? '',
    runtime: readRuntime(given.Runtime ?? old?.runtime),
    handler,
    roleArn: readRole(given.Role ?? old?.roleArn),
    memoryMb: inRange(given.MemorySize ?? old?.memoryMb ?? 128, 'memorySize', 128, 10_240),
    timeoutSeconds: inRange(given.Timeout ?? old?.timeoutSeconds ?? 3, 'timeout', 1, 900),
    ...(variables === undefined ? {} : { environment: variables }),
    architectures: (given.Architectures ?? old?.architectures ?? ['x86_64']).map((each) =>
      oneOf(each, 'architectures', ['x86_64', 'arm64']),
    ),
    ephemeralStorageMb: 512,
    ...readDeadLetters(deadLetters),
    logging: readLogging(functionName, given.LoggingConfig, old?.logging),
  };
};
