import {
  type ActionDecision,
  type DetectorAction,
  decisionId,
  decisionSource,
  detectorActionEvent,
} from '@signalbox/contracts';
import { all, asked, failedItems, same, writesOf } from './expectations.ts';
import type { ProbesOf } from './probe.ts';
import { busEvent, queueEvent } from './queue-event.ts';
import { probeFleet } from './stream-event.ts';

const common = { event: 'probe', lifecycle: 'onEnter', payload: '{"probe":true}' };

const actions: readonly DetectorAction[] = [
  { ...common, type: 'iotTopicPublish', mqttTopic: 'probe/topic' },
  { ...common, type: 'sns', targetArn: 'arn:aws:sns:us-east-1:000000000000:probe' },
  { ...common, type: 'sqs', queueUrl: 'https://sqs.us-east-1.amazonaws.com/000000000000/probe', useBase64: true },
  { ...common, type: 'lambda', functionArn: 'arn:aws:lambda:us-east-1:000000000000:function:probe' },
];

const reserved = ['cmd/probe/pump-1/request/1', 'cmd', '$aws/things/pump-1/shadow/update'];

const decisionOf = (
  deviceId: string,
  action: DetectorAction,
  actionIndex: number,
  decidedAt: number,
): ActionDecision => {
  const cause = { type: 'timer', timer: 'probe', dueAt: decidedAt } as const;
  const named = { rule: 'probe', deviceId, cause, actionIndex };
  const { rule } = named;
  return {
    decisionId: decisionId(named),
    ruleSet: 'default',
    rule,
    fleet: probeFleet,
    deviceId,
    decidedAt,
    cause,
    reason: 'probe',
    action,
  };
};

const answers = { iotTopicPublish: null, sns: null, sqs: null, lambda: null };

/** Each action reaches the adapter of its kind, unchanged; topics of commands are refused; what is no action stays in the queue. */
export const performProbes: ProbesOf = ({ now, run }) => {
  const deviceId = `pump-probe-${run}`;
  const body = (action: DetectorAction, index: number) =>
    busEvent(decisionSource, detectorActionEvent.detailType, decisionOf(deviceId, action, index, now));
  const topics = reserved.map((mqttTopic): DetectorAction => ({ ...common, type: 'iotTopicPublish', mqttTopic }));
  return [
    {
      name: 'every action is carried out as it is',
      soak: true,
      event: queueEvent(
        actions.map((action, index) => ({ messageId: action.type, body: body(action, index) })),
        now,
      ),
      answers,
      verify: (answer) =>
        all(
          answer,
          () => asked(answer, { iotTopicPublish: 1, sns: 1, sqs: 1, lambda: 1 }),
          () => failedItems(answer, []),
          () =>
            actions.flatMap((action, index) => {
              const origin = { decisionId: decisionOf(deviceId, action, index, now).decisionId, deviceId };
              return same(action.type, writesOf(answer, action.type)[0], [action, origin]);
            }),
        ),
    },
    {
      name: 'nothing is published to topics of commands',
      event: queueEvent(
        topics.map((action, index) => ({ messageId: `topic-${index}`, body: body(action, index) })),
        now,
      ),
      answers,
      verify: (answer) =>
        all(
          answer,
          () => asked(answer, {}),
          () =>
            failedItems(
              answer,
              topics.map((_, index) => `topic-${index}`),
            ),
        ),
    },
    {
      name: 'what is no action stays, and stops no other',
      event: queueEvent(
        [
          { messageId: 'not-json', body: 'not json' },
          { messageId: 'null', body: 'null' },
          { messageId: 'other', body: busEvent('aws.iot', detectorActionEvent.detailType, {}) },
          { messageId: 'shape', body: busEvent(decisionSource, detectorActionEvent.detailType, { action: 'sns' }) },
        ],
        now,
      ),
      answers,
      verify: (answer) =>
        all(
          answer,
          () => asked(answer, {}),
          () => failedItems(answer, ['not-json', 'null', 'other', 'shape']),
        ),
    },
    {
      name: 'an action that fails stays',
      event: queueEvent([{ messageId: 'refused', body: body(actions[1] as DetectorAction, 0) }], now),
      verify: (answer) =>
        answer.probe === 'answered' ? failedItems(answer, ['refused']) : [`the function failed: ${answer.error}`],
    },
  ];
};
