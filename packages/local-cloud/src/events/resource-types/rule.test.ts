import { afterEach, beforeEach, expect, test } from 'vitest';
import { type StackCloud, startStackCloud } from '../../dynamodb/testing/stack-cloud.ts';
import type { ServiceFactory } from '../../kernel/service.ts';
import type { SqsPort } from '../../ports/sqs.ts';
import { createEvents } from '../service.ts';

let sent: string[];
let stack: StackCloud;

const queues: ServiceFactory<SqsPort> = () => ({
  name: 'sqs',
  apis: [],
  port: {
    sendMessage: async (queueArn: string) => {
      sent.push(queueArn);
      return { messageId: 'm' };
    },
  } as unknown as SqsPort,
});

beforeEach(async () => {
  sent = [];
  stack = await startStackCloud({ sqs: queues, events: createEvents });
});
afterEach(() => stack.stop());

const queue = (name: string) => `arn:aws:sqs:us-east-1:000000000000:${name}`;
const resources = (target: string) => ({
  Bus: { Type: 'AWS::Events::EventBus', Properties: { Name: 'signalbox-test' } },
  Rule: {
    Type: 'AWS::Events::Rule',
    Properties: {
      Name: 'decisions',
      EventBusName: { Ref: 'Bus' },
      EventPattern: { source: ['signalbox.decisions'] },
      Targets: [{ Id: target, Arn: queue(target), DeadLetterConfig: { Arn: queue('dlq') } }],
    },
  },
  Timer: {
    Type: 'AWS::Events::Rule',
    Properties: {
      ScheduleExpression: 'rate(1 minute)',
      State: 'DISABLED',
      Targets: [{ Id: 'q', Arn: queue('timer') }],
    },
  },
  Policy: {
    Type: 'AWS::Events::EventBusPolicy',
    Properties: {
      EventBusName: { Ref: 'Bus' },
      StatementId: 'others',
      Statement: { Effect: 'Allow', Principal: { AWS: '*' }, Action: 'events:PutEvents', Resource: '*' },
    },
  },
});
const event = { source: 'signalbox.decisions', detailType: 'Decision', detail: {} };

test('a bus, its rules and their targets are made, changed and deleted', async () => {
  expect(await stack.deploy(resources('one'))).toMatchObject({
    Bus: 'signalbox-test',
    Rule: 'signalbox-test|decisions',
    Timer: expect.stringMatching(/^test-Timer-/),
  });
  await stack.cloud.services.events.putEvent('signalbox-test', event);
  await expect.poll(() => sent).toEqual([queue('one')]);
  await stack.deploy(resources('two'));
  await stack.cloud.services.events.putEvent('signalbox-test', event);
  await expect.poll(() => sent).toEqual([queue('one'), queue('two')]);
  await stack.remove();
  await expect(stack.cloud.services.events.putEvent('signalbox-test', event)).rejects.toThrow('does not exist');
});
