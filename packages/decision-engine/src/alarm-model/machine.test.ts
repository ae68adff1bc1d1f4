import { describe, expect, it } from 'vitest';
import type { Json } from '../json.ts';
import { prepare } from '../prepare.ts';
import type { EngineRecord } from '../record.ts';
import { oven, pump } from '../rule-files/rule-files.fixture.ts';
import { message, operation, reloaded, run, tick } from '../step.fixture.ts';
import { hot } from './alarm.fixture.ts';
import { alarmMachine } from './machine.ts';
import { readAlarmModel } from './read.ts';
import { readAlarmMember } from './read-alarm-member.ts';

const inputs = { Heat: { id: 'deviceId', t: 'metrics.temperature' } };

const modelOf = (document: object = hot) => {
  const definition = readAlarmModel(document).model as unknown as Json;
  const member = { kind: 'alarm', name: 'too-hot', deviceTypes: ['pump'], inputs, definition } as const;
  return prepare({ name: 'demo', hash: 'x', rules: [member] }, { alarm: alarmMachine });
};

const operate = (sequence: number, at: number, name: Parameters<typeof operation>[2], more = {}) =>
  operation(sequence, at, name, { rule: 'too-hot', ...more });

describe('an alarm model in the service', () => {
  it('is an alarm of the device, fed by readings and answered by operators', () => {
    const ran = run(modelOf(), [
      message(1, 1000, 95.5),
      operate(2, 2000, 'ACKNOWLEDGE'),
      message(3, 3000, 20),
      operate(4, 4000, 'SNOOZE', { snoozeMs: 60_000, note: 'test' }),
      tick(5, 500_000),
    ]);
    expect(ran.failures).toEqual([]);
    expect(ran.decisions.map(({ decisionId, status, reason }) => ({ decisionId, status, reason }))).toEqual([
      {
        decisionId: 'too-hot/pump-7/shardId-0:1#0/0',
        status: 'ACTIVE',
        reason: '$input.Heat.t 95.5 GREATER_OR_EQUAL 90: NORMAL to ACTIVE',
      },
      {
        decisionId: 'too-hot/pump-7/shardId-0:2/0',
        status: 'ACKNOWLEDGED',
        reason: 'ACKNOWLEDGE by an operator: ACTIVE to ACKNOWLEDGED',
      },
      {
        decisionId: 'too-hot/pump-7/shardId-0:3#0/0',
        status: 'NORMAL',
        reason: '$input.Heat.t 20.0 GREATER_OR_EQUAL 90: ACKNOWLEDGED to NORMAL',
      },
      {
        decisionId: 'too-hot/pump-7/shardId-0:4/0',
        status: 'SNOOZE_DISABLED',
        reason: 'SNOOZE by an operator: NORMAL to SNOOZE_DISABLED',
      },
      {
        decisionId: 'too-hot/pump-7/snooze@64000/0',
        status: 'NORMAL',
        reason: 'the snooze time is over: SNOOZE_DISABLED to NORMAL',
      },
    ]);
    expect(ran.decisions[0]).toMatchObject({
      action: { type: 'iotTopicPublish', event: 'ACTIVE', lifecycle: 'onEnter', mqttTopic: 'alarms/pump-7' },
    });
  });

  it('needs no room while it is as it was made', () => {
    const ran = run(modelOf(), [message(1, 1000, 20), message(2, 2000, 30)]);
    expect(ran).toMatchObject({ changed: false, failures: [], decisions: [] });
  });

  it('decides the same after any restart', () => {
    const records: EngineRecord[] = [
      message(1, 1000, 95),
      operate(2, 2000, 'SNOOZE', { snoozeMs: 60_000 }),
      message(3, 30_000, 96),
      tick(4, 62_000),
      message(5, 70_000, 97),
      message(6, 80_000, 20),
      operate(7, 81_000, 'ACKNOWLEDGE'),
      message(8, 82_000, 95),
    ];
    const whole = run(modelOf(), records);
    expect(whole.decisions.map(({ status }) => status)).toEqual([
      'ACTIVE',
      'SNOOZE_DISABLED',
      'NORMAL',
      'ACTIVE',
      'LATCHED',
      'NORMAL',
      'ACTIVE',
    ]);
    for (let at = 1; at < records.length; at += 1) {
      const first = run(modelOf(), records.slice(0, at));
      const second = run(modelOf(), records.slice(at), reloaded(first.state));
      expect([...first.decisions, ...second.decisions]).toEqual(whole.decisions);
      expect(second.state).toEqual(whole.state);
    }
  });

  it('ignores operations that mean nothing, and those before the first reading that do are its first', () => {
    const disabled = { ...hot, alarmCapabilities: {} };
    const ran = run(modelOf(disabled), [operate(1, 1000, 'RESET'), operate(2, 2000, 'ENABLE'), message(3, 3000, 95)]);
    expect(ran.decisions.map(({ status }) => status)).toEqual(['ACTIVE']);
    // Enabled before any message: the topic needs one.
    expect(ran.failures).toEqual([
      "too-hot: Error: error: iotTopicPublish 'NORMAL': 'mqttTopic' could not be evaluated",
    ]);
  });
});

describe('a member', () => {
  const readOf = (document: object, changes: object = {}) => {
    const { definition, problems } = readAlarmMember(
      document,
      { model: 'm.json', deviceTypes: ['pump'], inputs, ...changes } as never,
      'too-hot',
      [pump, oven],
    );
    return {
      definition,
      problems: problems.map((problem) => `${problem.in} ${problem.path.join('.')}: ${problem.message}`),
    };
  };

  it('is read', () => {
    expect(readOf(hot)).toMatchObject({ definition: { name: 'hot', severity: 3 }, problems: [] });
  });

  it.each([
    ['no alarm model', { a: 1 }, {}, /^model : This is no alarm model/],
    ['no key', { ...hot, key: undefined }, {}, /^model : the model has no key/],
    [
      'another key',
      hot,
      { inputs: { Heat: { id: 'fleet', t: 'metrics.temperature' } } },
      /^member inputs.Heat: the model's key 'id' must lead to deviceId/,
    ],
    ['no payload', hot, { inputs: {} }, /^member inputs: the model reads the input Heat: give its payload/],
    [
      'an action of others',
      { ...hot, alarmEventActions: { alarmActions: [{ firehose: { deliveryStreamName: 's' } }] } },
      {},
      /^model alarmEventActions.alarmActions.0.firehose: the service does not carry out firehose/,
    ],
    [
      'notifications',
      { ...hot, alarmNotification: { notificationActions: [{ action: { lambdaAction: { functionArn: 'arn' } } }] } },
      {},
      /^model alarmNotification.notificationActions.0: the service does not carry out notification actions/,
    ],
  ])('with %s is refused', (_, document, changes, message) => {
    const { definition, problems } = readOf(document, changes);
    expect(definition).toBeUndefined();
    expect(problems).toEqual([expect.stringMatching(message)]);
  });
});
