import {
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { clientSettings } from './client-settings.ts';
import type { CloudProcess } from './cloud-process.ts';

/** A queue of a user's own. */
export interface Queue {
  readonly arn: string;
  /** Takes all messages that are there; gives their bodies. */
  take(): Promise<readonly string[]>;
  close(): void;
}

/** Makes a queue into which `service` (`sns.amazonaws.com`) may put messages. */
export const openQueue = async (cloud: CloudProcess, QueueName: string, service: string): Promise<Queue> => {
  const sqs = new SQSClient(clientSettings(cloud));
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName }));
  const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }));
  const arn = Attributes?.QueueArn ?? '';
  const Statement = [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sqs:SendMessage', Resource: arn }];
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement });
  await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy } }));

  const takeSome = async (): Promise<readonly string[]> => {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 0 }),
    );
    const Entries = Messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
    if (Entries.length > 0) await sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
    return Messages.map(({ Body = '' }) => Body);
  };

  return {
    arn,
    take: async () => {
      const bodies: string[] = [];
      for (let some = await takeSome(); some.length > 0; some = await takeSome()) bodies.push(...some);
      return bodies;
    },
    close: () => sqs.destroy(),
  };
};
