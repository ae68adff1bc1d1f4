import { AwsError } from '../../kernel/aws-error.ts';

export const validationError = (message: string): AwsError => new AwsError('ValidationException', message);

/** One violated constraint of the API model, said as the service's front door does. */
export const constraintError = (value: string, path: string, rule: string): AwsError =>
  validationError(
    `1 validation error detected: Value '${value}' at '${path}' failed to satisfy constraint: Member must ${rule}`,
  );

const namePattern = /^[.\-_A-Za-z0-9]+$/;

/** @throws AwsError ValidationException */
export const checkName = (name: string, path: string, maxLength: number): void => {
  if (!namePattern.test(name))
    throw constraintError(name, path, 'satisfy regular expression pattern: [\\.\\-_A-Za-z0-9]+');
  if (name.length > maxLength) throw constraintError(name, path, `have length less than or equal to ${maxLength}`);
};
