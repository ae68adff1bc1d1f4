import { describe, expect, it } from 'vitest';
import { runModel as runLines } from './run.fixture.ts';

describe('detector run, of an alarm model', () => {
  it('runs alarm models, and what operators say to their alarms', async () => {
    const alarm = {
      alarmModelName: 'hot',
      key: 'id',
      alarmRule: { simpleRule: { inputProperty: '$input.Heat.t', comparisonOperator: 'GREATER', threshold: '90' } },
      alarmEventActions: { alarmActions: [{ sns: { targetArn: 'arn' } }] },
      alarmCapabilities: {
        initializationConfiguration: { disabledOnInitialization: false },
        acknowledgeFlow: { enabled: true },
      },
    };
    const heat = (at: number, t: number) => ({ at, input: 'Heat', payload: { id: 'a', t } });
    const { lines, notes, problem } = await runLines(
      [
        heat(1000, 95),
        { at: 2000, alarm: 'SNOOZE', key: 'a', snoozeSeconds: 60, note: 'later' },
        heat(90_000, 96),
        { at: 91_000, alarm: 'ENABLE', key: 'a' },
        { at: 92_000, alarm: 'ACKNOWLEDGE' },
        { at: 92_000, alarm: 'EXPLODE', key: 'a' },
        { at: 92_000, alarm: 'SNOOZE', key: 'a' },
      ],
      alarm,
    );
    expect(lines.map(({ at, trigger, from, state, timers }) => ({ at, trigger, from, state, timers }))).toEqual([
      { at: 1000, trigger: 'Message', from: 'NORMAL', state: 'ACTIVE', timers: {} },
      { at: 2000, trigger: 'Operation', from: 'ACTIVE', state: 'SNOOZE_DISABLED', timers: { snooze: 62_000 } },
      { at: 62_000, trigger: 'Timer', from: 'SNOOZE_DISABLED', state: 'NORMAL', timers: {} },
      { at: 90_000, trigger: 'Message', from: 'NORMAL', state: 'ACTIVE', timers: {} },
    ]);
    expect(lines[0].actions).toMatchObject([
      {
        ...{ type: 'sns', event: 'ACTIVE', lifecycle: 'onEnter', targetArn: 'arn' },
        payload: { alarmModelName: 'hot', keyValue: 'a', alarmState: { stateName: 'ACTIVE' } },
      },
    ]);
    expect(notes).toEqual([
      'line 4: dropped: the operation means nothing in the state ACTIVE',
      'line 5: dropped: it has no key',
      "line 6: 'alarm' must be one of ACKNOWLEDGE, SNOOZE, ENABLE, DISABLE, RESET",
      "line 7: SNOOZE needs 'snoozeSeconds', a whole number from 1",
    ]);
    expect(problem).toMatchObject({ exitCode: 1 });
  });

  it('refuses an alarm model with what is wrong, and says where', async () => {
    const simpleRule = { inputProperty: '$input.', comparisonOperator: 'GREATER', threshold: '90' };
    const { notes, problem } = await runLines([], { alarmRule: { simpleRule } });
    expect(notes).toEqual([
      expect.stringMatching(/door\.json:1:\d+: ERROR expression-syntax: .* \(alarmRule\.simpleRule\.inputProperty\)$/),
    ]);
    expect(problem).toMatchObject({ exitCode: 2 });
  });
});
