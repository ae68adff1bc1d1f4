import { AwsError } from '../kernel/aws-error.ts';

/** Source: https://docs.aws.amazon.com/sns/latest/api/CommonErrors.html */
export const invalidParameter = (what: string): AwsError =>
  new AwsError('InvalidParameter', `Invalid parameter: ${what}`);

export const topicNotFound = (): AwsError => new AwsError('NotFound', 'Topic does not exist', { status: 404 });

export const subscriptionNotFound = (): AwsError =>
  new AwsError('NotFound', 'Subscription does not exist', { status: 404 });
