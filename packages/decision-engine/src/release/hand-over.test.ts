import { describe, expect, it } from 'vitest';
import { hot as hotAlarm } from '../alarm-model/alarm.fixture.ts';
import { alarmMachine } from '../alarm-model/machine.ts';
import { readAlarmModel } from '../alarm-model/read.ts';
import type { Json } from '../json.ts';
import type { Model } from '../model.ts';
import { prepare } from '../prepare.ts';
import { initialState } from '../state.ts';
import { message, operation, run } from '../step.fixture.ts';
import { handOver } from './hand-over.ts';
import { ruleSet } from './release.fixture.ts';

const exchange = { fleet: 'demo', deviceId: 'pump-7', effectiveAt: 50_000 };

const none = { model: ruleSet('none'), state: initialState };

const alarmModel = (): Model => {
  const definition = readAlarmModel(hotAlarm).model as unknown as Json;
  const inputs = { Heat: { id: 'deviceId', t: 'metrics.temperature' } };
  const member = { kind: 'alarm', name: 'too-hot', deviceTypes: ['pump'], inputs, definition } as const;
  return prepare({ name: 'demo', hash: 'a', rules: [member] }, { alarm: alarmMachine });
};

describe('handOver', () => {
  it('says nothing of a rule that is active, or not, on both sides', () => {
    const [a, b] = [ruleSet('a', {}), ruleSet('b', { when: 'temperature > 80' })];
    const state = run(a, [message(1, 1000, 95)]).state;
    expect(handOver({ model: a, state }, { model: b, state }, exchange)).toEqual({ decisions: [], failures: [] });
    expect(handOver(none, none, exchange).decisions).toEqual([]);
  });

  it('is the same when it is done again, and the opposite the other way round', () => {
    const model = ruleSet('a', { acknowledge: true });
    const { state } = run(model, [message(1, 1000, 95), operation(2, 2000, 'ACKNOWLEDGE')]);
    const [goes, comes] = [handOver({ model, state }, none, exchange), handOver(none, { model, state }, exchange)];
    expect(handOver({ model, state }, none, exchange)).toEqual(goes);
    expect(goes.decisions).toMatchObject([{ status: 'NORMAL', command: { parameters: { speed: 0 } } }]);
    expect(comes.decisions).toMatchObject([{ status: 'ACTIVE', command: { parameters: { speed: 100 } } }]);
  });

  it('lets an alarm model carry out its actions, without a cause that AWS does not know', () => {
    const model = alarmModel();
    const { state } = run(model, [message(1, 1000, 95.5)]);
    // The alarm's topic needs the message, which the alarm kept when it came.
    const goes = handOver({ model, state }, none, exchange);
    expect(goes.failures).toEqual([]);
    expect(goes.decisions).toMatchObject([
      { decisionId: 'too-hot/pump-7/release@50000/0', status: 'NORMAL', action: { type: 'iotTopicPublish' } },
    ]);
    const [decision] = goes.decisions;
    const payload = decision && 'action' in decision ? JSON.parse(decision.action.payload) : undefined;
    expect(payload).toMatchObject({ stateUpdateTime: 50_000, alarmState: { stateName: 'NORMAL' } });
    expect(payload.alarmState).not.toHaveProperty('systemEvent');
    expect(handOver(none, { model, state }, exchange).decisions).toMatchObject([{ status: 'ACTIVE' }]);
  });

  it('does nothing for an alarm model that is not active', () => {
    const model = alarmModel();
    const { state } = run(model, [message(1, 1000, 95.5), message(2, 2000, 20)]);
    expect(handOver({ model, state }, none, exchange).decisions).toEqual([]);
  });
});
