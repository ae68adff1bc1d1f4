import type { ActionDecision, DetectorAction } from '@signalbox/contracts';
import { expect, it } from 'vitest';
import { type ActionOrigin, type Performers, performAction } from './perform.ts';

const common = { event: 'overheated', lifecycle: 'onEnter', payload: '{"a":1}' };
const actions: readonly DetectorAction[] = [
  { type: 'iotTopicPublish', ...common, mqttTopic: 'alerts/pump-7' },
  { type: 'sns', ...common, targetArn: 'arn:aws:sns:us-east-1:000000000000:alerts' },
  { type: 'sqs', ...common, queueUrl: 'https://sqs.us-east-1.amazonaws.com/000000000000/alerts', useBase64: true },
  { type: 'lambda', ...common, functionArn: 'arn:aws:lambda:us-east-1:000000000000:function:alert' },
];

const decision = (action: DetectorAction): ActionDecision => ({
  ...{
    decisionId: 'motor/pump-7/shardId-0:1#0/0',
    ruleSet: 'default',
    rule: 'motor',
    fleet: 'demo',
    deviceId: 'pump-7',
  },
  ...{ decidedAt: 1, cause: { type: 'reading', shardId: 'shardId-0', sequenceNumber: '1', reading: 0 } as const },
  ...{ reason: 'Normal -> Dangerous', action },
});

const bodyOf = (detail: unknown, detailType = 'DetectorAction'): string =>
  JSON.stringify({ source: 'signalbox.decisions', 'detail-type': detailType, detail });

const setUp = () => {
  const performed: { action: DetectorAction; origin: ActionOrigin }[] = [];
  const counted: unknown[] = [];
  const remember = async (action: DetectorAction, origin: ActionOrigin): Promise<void> => {
    performed.push({ action, origin });
  };
  const performers: Performers = { iotTopicPublish: remember, sns: remember, sqs: remember, lambda: remember };
  const perform = performAction({ ...performers, counts: { add: (...count) => counted.push(count) } });
  return { performed, counted, perform };
};

it.each(actions)('carries out $type, and says for which decision', async (action) => {
  const { performed, counted, perform } = setUp();
  await perform(bodyOf(decision(action)));
  const origin = { decisionId: 'motor/pump-7/shardId-0:1#0/0', deviceId: 'pump-7' };
  expect(performed).toEqual([{ action, origin }]);
  expect(counted).toEqual([['ActionsPerformed', 1, { type: action.type }]]);
});

it.each(['$aws/things/pump-7/shadow/update', '$aws', 'cmd/demo/pump-7/request/1', 'cmd'])(
  'publishes nothing to %s',
  async (mqttTopic) => {
    const { performed, counted, perform } = setUp();
    const publish = perform(bodyOf(decision({ type: 'iotTopicPublish', ...common, mqttTopic })));
    await expect(publish).rejects.toMatchObject({ name: 'PermanentError', code: 'TOPIC_RESERVED' });
    expect({ performed, counted }).toEqual({ performed: [], counted: [] });
  },
);

it.each([
  ['not JSON', 'x'],
  ['no object', 'null'],
  ['another event', bodyOf(decision(actions[0] as DetectorAction), 'Decision')],
  ['an action that is none of ours', bodyOf(decision({ type: 'firehose', ...common } as never))],
])('%s fails, so that it ends in the dead letters', async (_what, body) => {
  const { performed, perform } = setUp();
  await expect(perform(body)).rejects.toMatchObject({ name: 'PermanentError', code: 'NOT_AN_ACTION' });
  expect(performed).toEqual([]);
});
