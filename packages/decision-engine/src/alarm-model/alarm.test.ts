import { describe, expect, it } from 'vitest';
import { hot, startAlarm, way } from './alarm.fixture.ts';

const heat = (t: unknown) => ({ id: 'a', t });

describe('an alarm', () => {
  it('comes and goes with its comparison, latched until it is acknowledged', () => {
    const alarm = startAlarm();
    const ways = [89, 90, 95, 80, 85].map((t, second) => way(alarm.send(second, heat(t))));
    expect(ways).toEqual([
      'NORMAL > NORMAL',
      'NORMAL > ACTIVE',
      'ACTIVE > ACTIVE',
      'ACTIVE > LATCHED',
      'LATCHED > LATCHED',
    ]);
    expect(way(alarm.operate(6, 'ACKNOWLEDGE'))).toBe('LATCHED > NORMAL');
  });

  it('is acknowledged while it is active, and goes to normal with its condition', () => {
    const alarm = startAlarm();
    alarm.send(1, heat(90));
    expect(way(alarm.operate(2, 'ACKNOWLEDGE'))).toBe('ACTIVE > ACKNOWLEDGED');
    expect(way(alarm.send(3, heat(99)))).toBe('ACKNOWLEDGED > ACKNOWLEDGED');
    expect(way(alarm.send(4, heat(20)))).toBe('ACKNOWLEDGED > NORMAL');
  });

  it('goes at once without the acknowledge flow, which then means nothing', () => {
    const { acknowledgeFlow: _, ...alarmCapabilities } = hot.alarmCapabilities;
    const alarm = startAlarm({ ...hot, alarmCapabilities });
    alarm.send(1, heat(90));
    expect(way(alarm.operate(2, 'ACKNOWLEDGE'))).toBe('IGNORED in ACTIVE');
    expect(way(alarm.send(3, heat(20)))).toBe('ACTIVE > NORMAL');
  });

  it('is disabled until it is enabled, unless its model says otherwise', () => {
    const { alarmCapabilities: _, ...quiet } = hot;
    const alarm = startAlarm(quiet);
    expect(way(alarm.send(1, heat(99)))).toBe('DISABLED > DISABLED');
    expect(way(alarm.operate(2, 'ENABLE'))).toBe('DISABLED > NORMAL');
    expect(way(alarm.send(3, heat(99)))).toBe('NORMAL > ACTIVE');
    expect(way(alarm.operate(4, 'DISABLE'))).toBe('ACTIVE > DISABLED');
    expect(way(alarm.operate(5, 'DISABLE'))).toBe('IGNORED in DISABLED');
  });

  it('sleeps for as long as it is snoozed', () => {
    const alarm = startAlarm();
    alarm.send(1, heat(90));
    expect(way(alarm.operate(2, 'SNOOZE', { snoozeMs: 60_000 }))).toBe('ACTIVE > SNOOZE_DISABLED');
    expect(way(alarm.send(3, heat(99)))).toBe('SNOOZE_DISABLED > SNOOZE_DISABLED');
    expect(way(alarm.fire(61))).toBe('STALE in SNOOZE_DISABLED');
    expect(way(alarm.fire(62))).toBe('SNOOZE_DISABLED > NORMAL');
    expect(way(alarm.fire(62))).toBe('STALE in NORMAL');
    expect(way(alarm.send(70, heat(99)))).toBe('NORMAL > ACTIVE');
  });

  it('is reset to normal, and comes again with the next message', () => {
    const alarm = startAlarm();
    alarm.send(1, heat(90));
    expect(way(alarm.operate(2, 'RESET'))).toBe('ACTIVE > NORMAL');
    expect(way(alarm.send(3, heat(90)))).toBe('NORMAL > ACTIVE');
  });

  it.each([[{ id: 'a' }], [heat(null)], [heat('hot')], [heat([90])]])(
    'stays as it is when %j says nothing',
    (payload) => {
      const alarm = startAlarm();
      expect(way(alarm.send(1, payload))).toBe('NORMAL > NORMAL');
      alarm.send(2, heat(90));
      expect(way(alarm.send(3, payload))).toBe('ACTIVE > ACTIVE');
    },
  );

  it.each([
    ['GREATER', [false, false, true]],
    ['GREATER_OR_EQUAL', [false, true, true]],
    ['LESS', [true, false, false]],
    ['LESS_OR_EQUAL', [true, true, false]],
    ['EQUAL', [false, true, false]],
    ['NOT_EQUAL', [true, false, true]],
  ])('compares by %s', (comparisonOperator, active) => {
    const alarmRule = { simpleRule: { inputProperty: '$input.Heat.t', comparisonOperator, threshold: '90.0' } };
    const results = [89, 90, 91].map((t) => startAlarm({ ...hot, alarmRule }).send(1, heat(t)).to === 'ACTIVE');
    expect(results).toEqual(active);
  });

  it('remembers the threshold that another input brought', () => {
    const alarmRule = {
      simpleRule: { inputProperty: '$input.Heat.t', comparisonOperator: 'GREATER', threshold: '$input.Limit.max' },
    };
    const alarm = startAlarm({ ...hot, alarmRule });
    expect(way(alarm.send(1, heat(80)))).toBe('NORMAL > NORMAL');
    expect(way(alarm.send(2, { id: 'a', max: 70 }, 'Limit'))).toBe('NORMAL > ACTIVE');
    expect(way(alarm.send(3, { id: 'a', max: 90 }, 'Limit'))).toBe('ACTIVE > LATCHED');
  });
});

describe('its actions', () => {
  it('are carried out whenever the state changes', () => {
    const alarm = startAlarm();
    const { actions } = alarm.send(1, heat(95.5));
    expect(actions).toMatchObject([
      { type: 'iotTopicPublish', event: 'ACTIVE', lifecycle: 'onEnter', parameters: { mqttTopic: 'alarms/a' } },
    ]);
    expect(JSON.parse(actions[0]?.payload?.text ?? '')).toEqual({
      ...{ alarmModelName: 'hot', alarmModelVersion: '1', keyValue: 'a', severity: 3, stateUpdateTime: 1000 },
      alarmState: {
        stateName: 'ACTIVE',
        ruleEvaluation: { simpleRule: { inputProperty: 95.5, operator: 'GREATER_OR_EQUAL', threshold: 90 } },
      },
    });
    expect(alarm.send(2, heat(96)).actions).toEqual([]);
    const snoozed = alarm.operate(3, 'SNOOZE', { snoozeMs: 60_000, note: 'on it' });
    expect(JSON.parse(snoozed.actions[0]?.payload?.text ?? '').alarmState).toMatchObject({
      stateName: 'SNOOZE_DISABLED',
      customerAction: { actionName: 'SNOOZE', snoozeActionConfiguration: { snoozeDuration: 60, note: 'on it' } },
    });
    const woken = alarm.fire(63);
    expect(JSON.parse(woken.actions[0]?.payload?.text ?? '').alarmState).toMatchObject({
      stateName: 'NORMAL',
      systemEvent: { eventType: 'STATE_CHANGE', stateChangeConfiguration: { triggerType: 'SNOOZE_TIMEOUT' } },
    });
  });

  it('that fail are told', () => {
    const alarmActions = [{ iotTopicPublish: { mqttTopic: '$input.Heat.nothing' } }];
    const { problems, to } = startAlarm({ ...hot, alarmEventActions: { alarmActions } }).send(1, heat(90));
    expect(to).toBe('ACTIVE');
    expect(problems).toMatchObject([
      { level: 'ERROR', event: 'ACTIVE', message: "'mqttTopic' could not be evaluated" },
    ]);
  });
});

it('leaves nothing behind of a message that changes nothing', () => {
  const alarm = startAlarm();
  alarm.send(1, heat(20));
  const { state } = alarm;
  expect(alarm.send(2, heat(30)).state).toEqual(state);
  expect(state).toEqual({ schemaVersion: 1, keyValue: 'a', inputs: {} });
});
