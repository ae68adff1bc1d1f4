import { AwsError } from '../../kernel/aws-error.ts';

/** What CloudFormation answers for nearly everything that is wrong with a request. */
export const validationError = (message: string): AwsError => new AwsError('ValidationError', message);

/** The template is not one: unreadable, an unknown section, a reference to nothing. */
export const formatError = (message: string): AwsError => validationError(`Template format error: ${message}`);

/** The template is one, but an intrinsic function in it cannot be evaluated. */
export const templateError = (message: string): AwsError => validationError(`Template error: ${message}`);
