import { AwsError } from '../kernel/aws-error.ts';

export const validationException = (message: string): AwsError => new AwsError('ValidationException', message);
/** AWS gives no message with it. */
export const parameterNotFound = (): AwsError => new AwsError('ParameterNotFound', '');
export const versionNotFound = (name: string, version: number): AwsError =>
  new AwsError(
    'ParameterVersionNotFound',
    `Systems Manager could not find version ${version} of ${name}. Verify the version and try again.`,
  );
