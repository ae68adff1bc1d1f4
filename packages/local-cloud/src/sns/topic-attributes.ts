import type { Topic } from './topic.ts';

/** The policy of a topic that was given none: its owner may do everything. */
const defaultPolicy = (arn: string, accountId: string): string =>
  JSON.stringify({
    Version: '2008-10-17',
    Id: '__default_policy_ID',
    Statement: [
      {
        Sid: '__default_statement_ID',
        Effect: 'Allow',
        Principal: { AWS: '*' },
        Action: [
          'SNS:GetTopicAttributes',
          'SNS:SetTopicAttributes',
          'SNS:AddPermission',
          'SNS:RemovePermission',
          'SNS:DeleteTopic',
          'SNS:Subscribe',
          'SNS:ListSubscriptionsByTopic',
          'SNS:Publish',
        ],
        Resource: arn,
        Condition: { StringEquals: { 'AWS:SourceOwner': accountId } },
      },
    ],
  });

/** The attributes of a topic as the API answers them. */
export const topicAttributes = (topic: Topic, subscriptionCount: number, accountId: string): Map<string, string> =>
  new Map([
    ['TopicArn', topic.arn],
    ['Owner', accountId],
    ['Policy', topic.policy ?? defaultPolicy(topic.arn, accountId)],
    ['DisplayName', topic.displayName],
    ['SubscriptionsConfirmed', String(subscriptionCount)],
    ['SubscriptionsPending', '0'],
    ['SubscriptionsDeleted', '0'],
    ...(topic.signatureVersion === '2' ? [['SignatureVersion', '2'] as const] : []),
  ]);
