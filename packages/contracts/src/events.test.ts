import { describe, expect, it } from 'vitest';
import { commandRequest } from './command-request.ts';
import { commandRequestedEvent } from './command-requested-event.ts';
import { detailTypeOf } from './decision-detail-type.ts';
import { decisionEvent, detectorActionEvent, notificationEvent } from './decision-event.ts';
import { decisionId } from './decision-id.ts';
import type { EventContract } from './event-contract.ts';
import type { ActionDecision, CommandDecision, Decision, NotificationDecision } from './schemas/decision.ts';

const cause = { type: 'reading', shardId: 'shardId-000000000000', sequenceNumber: '49645', reading: 0 } as const;
const reached = {
  decisionId: decisionId({ rule: 'overheat', deviceId: 'pump-7', cause, actionIndex: 0 }),
  ruleSet: 'rules',
  rule: 'overheat',
  fleet: 'demo',
  deviceId: 'pump-7',
  decidedAt: 1,
  cause,
  reason: 'temperature 95.5 >= 90',
} as const;
const decision: CommandDecision = { ...reached, command: { name: 'set-fan', parameters: { speed: 100 } } };
const notification: NotificationDecision = {
  ...reached,
  severity: 'critical',
  status: 'ACTIVE',
  notification: { subject: 'Hot', message: 'pump-7 is at 95.5 °C' },
};
const published = { type: 'iotTopicPublish', event: 'hot', lifecycle: 'onEnter', payload: '{}' } as const;
const action: ActionDecision = { ...reached, action: { ...published, mqttTopic: 'alarms/pump-7' } };

describe('events', () => {
  it('are matched by source and detail type', () => {
    expect(decisionEvent.eventPattern).toEqual({ source: ['signalbox.decisions'], 'detail-type': ['Decision'] });
    expect(commandRequestedEvent.eventPattern).toEqual({
      source: ['signalbox.operators'],
      'detail-type': ['CommandRequested'],
    });
  });

  it.each<[string, Decision, EventContract<Decision>]>([
    ['Decision', decision, decisionEvent],
    ['Notification', notification, notificationEvent],
    ['DetectorAction', action, detectorActionEvent],
  ])('say a %s', (detailType, detail, contract) => {
    expect(detailTypeOf(detail)).toBe(detailType);
    expect(contract).toMatchObject({ source: 'signalbox.decisions', detailType });
    expect(contract.check(detail)).toEqual({ ok: true, value: detail });
  });

  it('are each about one thing', () => {
    expect(decisionEvent.check(notification).ok).toBe(false);
    expect(decisionEvent.check({ ...notification, ...decision }).ok).toBe(false);
    expect(notificationEvent.check(action).ok).toBe(false);
    expect(detectorActionEvent.check({ ...action, action: { ...published, queueUrl: 'q' } }).ok).toBe(false);
  });

  it('check their detail', () => {
    expect(decisionEvent.check(decision)).toEqual({ ok: true, value: decision });
    expect(decisionEvent.check({ ...decision, command: { name: 'set fan', parameters: {} } })).toMatchObject({
      ok: false,
      detail: expect.stringContaining('/command/name'),
    });
  });

  it('refuse a command without an id', () => {
    const asked = {
      fleet: 'demo',
      deviceId: 'pump-7',
      name: 'set-fan',
      parameters: {},
      requestedBy: 'cli',
      requestedAt: 1,
    };
    expect(commandRequestedEvent.check({ ...asked, commandId: 'c1' }).ok).toBe(true);
    expect(commandRequestedEvent.check(asked)).toMatchObject({
      ok: false,
      detail: expect.stringContaining('commandId'),
    });
  });
});

describe('decisionId', () => {
  it('depends on rule, device, cause and action', () => {
    expect(decision.decisionId).toBe('overheat/pump-7/shardId-000000000000:49645#0/0');
    const timer = { type: 'timer', timer: 'hold', dueAt: 5 } as const;
    expect(decisionId({ rule: 'r', deviceId: 'd', cause: timer, actionIndex: 1 })).toBe('r/d/hold@5/1');
    const operation = { type: 'operation', shardId: 's', sequenceNumber: '7' } as const;
    expect(decisionId({ rule: 'r', deviceId: 'd', cause: operation, actionIndex: 0 })).toBe('r/d/s:7/0');
  });
});

describe('commandRequest', () => {
  it('goes to the topic of its device', () => {
    expect(commandRequest.topic.build({ fleet: 'demo', deviceId: 'pump-7', commandId: 'c1' })).toBe(
      'cmd/demo/pump-7/request/c1',
    );
    const request = { commandId: 'c1', name: 'set-fan', parameters: { speed: 1 }, issuedAt: 1, expiresAt: 2 };
    expect(commandRequest.check(request)).toEqual({ ok: true, value: request });
  });
});
