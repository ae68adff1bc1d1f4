import type { ServiceFactory } from '../kernel/service.ts';
import type { SnsPort } from '../ports/sns.ts';
import { createDeliveries } from './deliveries.ts';
import { publishOperations } from './operations/publish.ts';
import { subscriptionOperations } from './operations/subscriptions.ts';
import { topicOperations } from './operations/topics.ts';
import { createPublish } from './publish.ts';
import { subscriptionType } from './resource-types/subscription.ts';
import { topicType } from './resource-types/topic.ts';
import { topicPolicyType } from './resource-types/topic-policy.ts';
import { createTopics } from './topics.ts';

/** Amazon SNS: standard topics with subscribers that are queues or functions. */
export const createSns: ServiceFactory<SnsPort> = (context) => {
  const topics = createTopics(context);
  const deliveries = createDeliveries(context, topics);
  const publish = createPublish(context, topics, deliveries);
  return {
    name: 'sns',
    apis: [
      {
        protocol: 'query',
        scopes: ['sns'],
        apiVersion: '2010-03-31',
        namespace: 'http://sns.amazonaws.com/doc/2010-03-31/',
        operations: {
          ...topicOperations(topics, context.accountId),
          ...subscriptionOperations(topics, context.accountId),
          ...publishOperations(publish),
        },
      },
    ],
    resourceTypes: [topicType(topics), subscriptionType(topics), topicPolicyType(topics)],
    port: {
      publish: (topicArn, message, { subject, messageStructure } = {}) =>
        publish(topicArn, { message, subject, structure: messageStructure }),
    },
    start: async () => deliveries.resume(),
    stop: () => deliveries.stop(),
  };
};
