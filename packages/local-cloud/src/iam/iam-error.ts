import { AwsError } from '../kernel/aws-error.ts';

export const noSuchEntity = (message: string): AwsError => new AwsError('NoSuchEntity', message, { status: 404 });
export const noSuchRole = (name: string): AwsError => noSuchEntity(`The role with name ${name} cannot be found.`);
export const notTrusted = (service: string, roleArn: string): AwsError =>
  new AwsError('AccessDenied', `${service} is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`, {
    status: 403,
  });
export const alreadyExists = (message: string): AwsError =>
  new AwsError('EntityAlreadyExists', message, { status: 409 });
export const deleteConflict = (message: string): AwsError => new AwsError('DeleteConflict', message, { status: 409 });
export const limitExceeded = (message: string): AwsError => new AwsError('LimitExceeded', message, { status: 409 });
export const malformedPolicy = (message: string): AwsError => new AwsError('MalformedPolicyDocument', message);
export const invalidInput = (message: string): AwsError => new AwsError('InvalidInput', message);
export const validationError = (message: string): AwsError => new AwsError('ValidationError', message);
