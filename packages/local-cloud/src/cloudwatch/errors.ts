import { AwsError } from '../kernel/aws-error.ts';

/** The codes that query clients know, where they differ from the names of the errors. Source: the API model. */
const queryCodes: Readonly<Record<string, string>> = {
  InvalidParameterValueException: 'InvalidParameterValue',
  InvalidParameterCombinationException: 'InvalidParameterCombination',
  MissingRequiredParameterException: 'MissingParameter',
  DashboardInvalidInputError: 'InvalidParameterInput',
  DashboardNotFoundError: 'ResourceNotFound',
};

/** Source: https://smithy.io/2.0/aws/protocols/aws-query-protocol.html#x-amzn-query-error-header */
export const queryErrorHeader = ({ code, status }: AwsError): Readonly<Record<string, string>> => ({
  'x-amzn-query-error': `${queryCodes[code] ?? code};${status < 500 ? 'Sender' : 'Receiver'}`,
});

export const invalidValue = (message: string): AwsError => new AwsError('InvalidParameterValueException', message);
export const invalidCombination = (message: string): AwsError =>
  new AwsError('InvalidParameterCombinationException', message);
export const missing = (parameter: string): AwsError =>
  new AwsError('MissingRequiredParameterException', `The parameter ${parameter} is required.`);
export const validationError = (message: string): AwsError => new AwsError('ValidationError', message);
export const notFound = (message: string): AwsError => new AwsError('ResourceNotFound', message, { status: 404 });
