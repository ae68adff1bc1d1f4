import { SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { clientSettings } from './client-settings.ts';
import type { CloudProcess } from './cloud-process.ts';
import { openQueue } from './queue.ts';

/** What a user would do to be told: a queue that is subscribed to the topic of notifications. */
export interface Notifications {
  /** All texts so far. */
  texts(): Promise<readonly string[]>;
  close(): void;
}

/** Begins to collect the notifications of the stage `local`. */
export const collectNotifications = async (cloud: CloudProcess): Promise<Notifications> => {
  const sns = new SNSClient(clientSettings(cloud));
  const queue = await openQueue(cloud, 'e2e-notifications', 'sns.amazonaws.com');
  const TopicArn = 'arn:aws:sns:us-east-1:000000000000:signalbox-local-notifications';
  await sns.send(new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint: queue.arn }));
  const seen: string[] = [];
  return {
    texts: async () => {
      for (const body of await queue.take()) seen.push(JSON.parse(body).Message);
      return seen;
    },
    close: () => {
      queue.close();
      sns.destroy();
    },
  };
};
