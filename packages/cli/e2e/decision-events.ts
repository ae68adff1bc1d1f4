import { EventBridgeClient, PutRuleCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge';
import {
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import type { CloudProcess } from './cloud-process.ts';

const settings = ({ endpoint }: CloudProcess) => ({
  endpoint,
  region: 'us-east-1',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
});

/** What a user would do to see every decision: a rule on the bus with a queue behind it. */
export interface DecisionEvents {
  /** Ids of all decisions that the bus delivered so far, each once. */
  ids(): Promise<ReadonlySet<string>>;
  close(): void;
}

const openQueue = async (sqs: SQSClient, QueueName: string) => {
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName }));
  const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }));
  const arn = Attributes?.QueueArn ?? '';
  const Statement = {
    ...{ Effect: 'Allow', Principal: { Service: 'events.amazonaws.com' }, Action: 'sqs:SendMessage', Resource: arn },
  };
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [Statement] });
  await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy } }));
  return { url: QueueUrl ?? '', arn };
};

/** Begins to collect decision events of the stage `local`. */
export const collectDecisionEvents = async (cloud: CloudProcess): Promise<DecisionEvents> => {
  const sqs = new SQSClient(settings(cloud));
  const events = new EventBridgeClient(settings(cloud));
  const queue = await openQueue(sqs, 'e2e-decisions');
  const rule = { Name: 'e2e-decisions', EventBusName: 'signalbox-local' };
  await events.send(new PutRuleCommand({ ...rule, EventPattern: JSON.stringify({ source: ['signalbox.decisions'] }) }));
  await events.send(
    new PutTargetsCommand({
      ...{ Rule: rule.Name, EventBusName: rule.EventBusName, Targets: [{ Id: 'queue', Arn: queue.arn }] },
    }),
  );
  const seen = new Set<string>();

  const receive = async (): Promise<number> => {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl: queue.url, MaxNumberOfMessages: 10, WaitTimeSeconds: 0 }),
    );
    for (const { Body } of Messages) seen.add(JSON.parse(Body ?? '{}').detail.decisionId);
    const Entries = Messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
    if (Entries.length > 0) await sqs.send(new DeleteMessageBatchCommand({ QueueUrl: queue.url, Entries }));
    return Messages.length;
  };

  return {
    ids: async () => {
      while ((await receive()) > 0);
      return seen;
    },
    close: () => {
      sqs.destroy();
      events.destroy();
    },
  };
};
