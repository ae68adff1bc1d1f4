import { UnsupportedError } from '../kernel/aws-error.ts';
import { compileFilter } from './filter-policy.ts';
import { invalidParameter } from './sns-error.ts';

const flags = ['true', 'false'];

const scopes = ['MessageAttributes', 'MessageBody'];

const deadLetterArnIn = (redrivePolicy: string): string | undefined => {
  try {
    const { deadLetterTargetArn } = JSON.parse(redrivePolicy) as { deadLetterTargetArn?: unknown };
    return typeof deadLetterTargetArn === 'string' ? deadLetterTargetArn : undefined;
  } catch {
    return undefined;
  }
};

/** The dead-letter queue of a subscription, by ARN. */
export const deadLetterArnOf = (attributes: Readonly<Record<string, string>>): string | undefined =>
  attributes['RedrivePolicy'] === undefined ? undefined : deadLetterArnIn(attributes['RedrivePolicy']);

const checks: Readonly<Record<string, (value: string, all: Readonly<Record<string, string>>) => boolean>> = {
  RawMessageDelivery: (value) => flags.includes(value),
  FilterPolicyScope: (value) => scopes.includes(value),
  FilterPolicy: (value, all) => {
    compileFilter(value, all['FilterPolicyScope'] ?? 'MessageAttributes');
    return true;
  },
  RedrivePolicy: (value) => deadLetterArnIn(value)?.startsWith('arn:aws:sqs:') === true,
};

/**
 * Judges what a subscription is to have, and leaves out what is empty, which takes an attribute away.
 * @throws AwsError InvalidParameter; UnsupportedError naming an attribute
 */
export const checkSubscriptionAttributes = (attributes: Readonly<Record<string, string>>): Record<string, string> => {
  const set = Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== ''));
  for (const [name, value] of Object.entries(set)) {
    const check = checks[name];
    if (check === undefined) throw new UnsupportedError(`the attribute ${name} of an SNS subscription`);
    if (!check(value, set)) throw invalidParameter(`${name}: ${value}`);
  }
  return set;
};
