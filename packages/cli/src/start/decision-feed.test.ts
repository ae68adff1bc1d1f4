import {
  CreateEventBusCommand,
  EventBridgeClient,
  ListRulesCommand,
  PutEventsCommand,
} from '@aws-sdk/client-eventbridge';
import { ListQueuesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { type Decision, decisionSource, detailTypeOf } from '@signalbox/contracts';
import { allServices, startCloud } from '@signalbox/local-cloud';
import { afterEach, expect, test, vi } from 'vitest';
import { openDecisionFeed } from './decision-feed.ts';

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

const EventBusName = 'signalbox-local';
const common = {
  ...{ ruleSet: 'default', rule: 'hot', fleet: 'demo', deviceId: 'pump-7', decidedAt: 1, reason: 'it is hot' },
  cause: { type: 'timer', timer: 'for', dueAt: 1 } as const,
};
const decisions: readonly Decision[] = [
  { ...common, decisionId: 'one', command: { name: 'set-fan', parameters: { speed: 100 } } },
  { ...common, decisionId: 'two', notification: { message: 'hot' } },
];

const start = async () => {
  const { iam, sqs, events } = allServices();
  const cloud = await startCloud(
    { ...(iam && { iam }), ...(sqs && { sqs }), ...(events && { events }) },
    { port: 0, mqttPort: 0 },
  );
  cleanups.push(() => cloud.stop());
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const settings = { endpoint: cloud.endpoint, region: 'us-east-1', credentials };
  const clients = { events: new EventBridgeClient(settings), queues: new SQSClient(settings) };
  cleanups.push(
    () => clients.events.destroy(),
    () => clients.queues.destroy(),
  );
  const target = { stage: 'local', region: 'us-east-1', isLocal: true, endpointUrl: cloud.endpoint } as const;
  return { ...clients, target };
};

test('every decision is handed on, whatever it asks for, and nothing is left behind', async () => {
  const { events, queues, target } = await start();
  await events.send(new CreateEventBusCommand({ Name: EventBusName }));
  const heard: Decision[] = [];
  const feed = openDecisionFeed(target, (decision) => heard.push(decision));
  cleanups.push(() => feed.close());
  await vi.waitFor(async () => {
    const { Rules = [] } = await events.send(new ListRulesCommand({ EventBusName }));
    expect(Rules).toHaveLength(1);
  }, 10_000);
  // The rule stands before its target does, so the first may be lost: it is said until it is heard.
  await vi.waitFor(async () => {
    const Entries = decisions.map((decision) => ({
      ...{ EventBusName, Source: decisionSource, DetailType: detailTypeOf(decision) },
      Detail: JSON.stringify(decision),
    }));
    await events.send(new PutEventsCommand({ Entries }));
    expect(new Set(heard.map(({ decisionId }) => decisionId))).toEqual(new Set(['one', 'two']));
  }, 10_000);
  expect(decisions).toContainEqual(heard[0]);

  await feed.close();
  expect(feed.problem).toBeUndefined();
  expect((await events.send(new ListRulesCommand({ EventBusName }))).Rules).toEqual([]);
  expect((await queues.send(new ListQueuesCommand({}))).QueueUrls ?? []).toEqual([]);
});

test('says what keeps it from listening', async () => {
  const { target } = await start();
  const feed = openDecisionFeed(target, () => undefined);
  await vi.waitFor(() => expect(feed.problem).toMatchObject({ name: 'ResourceNotFoundException' }), 10_000);
  await feed.close();
});
