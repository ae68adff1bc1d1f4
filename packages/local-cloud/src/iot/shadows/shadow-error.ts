import { AwsError } from '../../kernel/aws-error.ts';

/** REST names of the codes that rejected messages carry. */
const NAMES: Readonly<Record<number, string>> = {
  400: 'InvalidRequestException',
  404: 'ResourceNotFoundException',
  409: 'ConflictException',
  413: 'RequestEntityTooLargeException',
  415: 'UnsupportedDocumentEncodingException',
};

/** https://docs.aws.amazon.com/iot/latest/developerguide/device-shadow-error-messages.html */
export function shadowError(status: 400 | 404 | 409 | 413 | 415, message: string): AwsError {
  return new AwsError(NAMES[status] ?? 'InvalidRequestException', message, { status });
}
