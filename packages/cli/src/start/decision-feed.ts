import {
  DeleteRuleCommand,
  EventBridgeClient,
  PutRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import {
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { type Decision, decisionEvent } from '@signalbox/contracts';
import { namesOf } from '../names.ts';
import { guarded } from '../target/guarded.ts';
import type { Target } from '../target/target.ts';

/** Hands on what the rules decide, as anybody could listen: a rule of the bus, and a queue behind it. */
export interface DecisionFeed {
  /** What keeps it from listening, if anything does. */
  readonly problem: unknown;
  /** Takes rule and queue away again. */
  close(): Promise<void>;
}

interface Clients {
  readonly sqs: SQSClient;
  readonly events: EventBridgeClient;
}

interface Listener {
  readonly queueUrl: string;
  readonly rule: { readonly Name: string; readonly EventBusName: string };
}

const targetId = 'queue';

const listen = async ({ events, sqs }: Clients, stage: string): Promise<Listener> => {
  const name = `signalbox-${stage}-start`;
  const { QueueUrl: queueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName: name }));
  const ask = new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: ['QueueArn'] });
  const { QueueArn: Arn = '' } = (await sqs.send(ask)).Attributes ?? {};
  const rule = { Name: name, EventBusName: namesOf(stage).eventBus };
  const EventPattern = JSON.stringify({ source: [decisionEvent.source] });
  const { RuleArn } = await events.send(new PutRuleCommand({ ...rule, EventPattern }));
  const Statement = {
    ...{ Effect: 'Allow', Principal: { Service: 'events.amazonaws.com' }, Action: 'sqs:SendMessage', Resource: Arn },
    Condition: { ArnEquals: { 'aws:SourceArn': RuleArn } },
  };
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement });
  await sqs.send(new SetQueueAttributesCommand({ QueueUrl: queueUrl, Attributes: { Policy } }));
  const target = { Rule: rule.Name, EventBusName: rule.EventBusName };
  await events.send(new PutTargetsCommand({ ...target, Targets: [{ Id: targetId, Arn }] }));
  return { queueUrl, rule };
};

const stopListening = async ({ events, sqs }: Clients, { queueUrl, rule }: Listener): Promise<void> => {
  const { EventBusName, Name } = rule;
  await events.send(new RemoveTargetsCommand({ Rule: Name, EventBusName, Ids: [targetId] }));
  await events.send(new DeleteRuleCommand(rule));
  await sqs.send(new DeleteQueueCommand({ QueueUrl: queueUrl }));
};

const receive = async ({ sqs }: Clients, { queueUrl: QueueUrl }: Listener, abortSignal: AbortSignal) => {
  const ask = new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 20 });
  const { Messages = [] } = await sqs.send(ask, { abortSignal });
  const Entries = Messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
  if (Entries.length > 0) await sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
  return Messages.map(({ Body = '' }) => JSON.parse(Body) as { readonly detail: Decision });
};

/** @param onDecision gets each, once as a rule, and again if the bus or the queue say it again */
export const openDecisionFeed = (target: Target, onDecision: (decision: Decision) => void): DecisionFeed => {
  const clients: Clients = {
    // The URL names the queue and does not say where to call.
    sqs: guarded((settings) => new SQSClient({ ...settings, useQueueUrlAsEndpoint: false }), target),
    events: guarded((settings) => new EventBridgeClient(settings), target),
  };
  const stop = new AbortController();
  let problem: unknown;
  const run = async (): Promise<void> => {
    const listener = await listen(clients, target.stage);
    try {
      while (!stop.signal.aborted) {
        for (const { detail } of await receive(clients, listener, stop.signal)) onDecision(detail);
      }
    } catch (error) {
      if (!stop.signal.aborted) problem = error;
    }
    await stopListening(clients, listener);
  };
  const running = run().catch((error: unknown) => {
    problem = error;
  });
  return {
    get problem() {
      return problem;
    },
    close: async () => {
      stop.abort();
      await running;
      clients.sqs.destroy();
      clients.events.destroy();
    },
  };
};
