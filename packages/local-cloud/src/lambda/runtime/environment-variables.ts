import type { CloudContext } from '../../kernel/context.ts';
import type { Credentials } from '../../ports/iam.ts';
import type { FunctionVersion } from '../functions/function-record.ts';

/** What an environment is told besides its function: where things are and who it is. */
export interface EnvironmentPlace {
  readonly taskRoot: string;
  readonly logStream: string;
  readonly runtimeApi: string;
  readonly credentials: Credentials;
}

const loggingVariables = ({ logging }: FunctionVersion): Record<string, string> =>
  logging.format === 'Text'
    ? { AWS_LAMBDA_LOG_FORMAT: 'Text' }
    : { AWS_LAMBDA_LOG_FORMAT: 'JSON', AWS_LAMBDA_LOG_LEVEL: logging.applicationLevel ?? 'INFO' };

/**
 * The whole environment of a function's process; nothing of the cloud's own is inherited.
 * Source: https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime
 */
export const environmentVariables = (
  context: CloudContext,
  version: FunctionVersion,
  { taskRoot, logStream, runtimeApi, credentials }: EnvironmentPlace,
): Record<string, string> => ({
  // What the home of the user is on AWS. With the real one, SDKs would read the settings of whoever runs the cloud.
  HOME: '/home/sbx_user1051',
  LANG: 'en_US.UTF-8',
  PATH: '/usr/local/bin:/usr/bin:/bin',
  TZ: ':UTC',
  AWS_ENDPOINT_URL: context.endpoint(),
  ...version.environment,
  _HANDLER: version.handler,
  AWS_ACCESS_KEY_ID: credentials.accessKeyId,
  AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  AWS_SESSION_TOKEN: credentials.sessionToken,
  AWS_REGION: context.region,
  AWS_DEFAULT_REGION: context.region,
  AWS_EXECUTION_ENV: `AWS_Lambda_${version.runtime}`,
  AWS_LAMBDA_FUNCTION_NAME: version.functionName,
  AWS_LAMBDA_FUNCTION_VERSION: version.version,
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(version.memoryMb),
  AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
  AWS_LAMBDA_LOG_GROUP_NAME: version.logging.group,
  AWS_LAMBDA_LOG_STREAM_NAME: logStream,
  AWS_LAMBDA_RUNTIME_API: runtimeApi,
  ...loggingVariables(version),
  LAMBDA_TASK_ROOT: taskRoot,
  LAMBDA_RUNTIME_DIR: import.meta.dirname,
});
