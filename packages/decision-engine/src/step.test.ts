import { describe, expect, it } from 'vitest';
import { initialState, nextDueAt, restoreState, StateError } from './state.ts';
import { hot, message, ruleSetOf, run, speeds, tick } from './step.fixture.ts';
import { step } from './step.ts';

const rules = ruleSetOf({});

describe('a threshold with hysteresis', () => {
  it('sets at the bound, stays set between the bounds, clears below the other', () => {
    const values = [89.9, 90, 95, 85, 80, 79.9, 85, 90];
    const records = values.map((value, index) => message(index + 1, 1000 + index, value));
    expect(speeds(run(rules, records))).toEqual([100, 0, 100]);
  });

  it('explains itself', () => {
    const { decisions } = run(rules, [message(7, 5000, 95.5)]);
    expect(decisions).toEqual([
      {
        decisionId: 'hot/pump-7/shardId-0:7#0/0',
        ruleSet: 'demo',
        rule: 'hot',
        fleet: 'demo',
        deviceId: 'pump-7',
        decidedAt: 5000,
        cause: { type: 'reading', shardId: 'shardId-0', sequenceNumber: '7', reading: 0 },
        reason: 'temperature 95.5 >= 90',
        command: { name: 'set-fan', parameters: { speed: 100 } },
      },
    ]);
  });

  it('applies the readings of one message in order', () => {
    const { decisions } = run(rules, [message(1, 1000, [95, 70, 92])]);
    expect(decisions.map(({ decisionId }) => decisionId)).toEqual([
      'hot/pump-7/shardId-0:1#0/0',
      'hot/pump-7/shardId-0:1#1/0',
      'hot/pump-7/shardId-0:1#2/0',
    ]);
  });

  it('leaves devices of another type, other metrics and values that are no numbers alone', () => {
    const other = { ...message(1, 1000, 95), deviceType: 'lift' };
    const text = message(2, 1000, 0, { metrics: { temperature: 'hot', pressure: 95 } });
    expect(run(rules, [other, text])).toEqual({ state: initialState, decisions: [], changed: false });
  });

  it('runs its rules side by side, also one called like a member of every object', () => {
    const set = ruleSetOf({}, { name: 'constructor', set: { comparison: 'above', value: 50 } });
    const { decisions } = run(set, [message(1, 1000, 60), message(2, 1001, 91)]);
    expect(decisions.map(({ rule }) => rule)).toEqual(['constructor', 'hot']);
  });
});

describe('a step that changes nothing', () => {
  it('returns the state that it was given', () => {
    const { state } = run(rules, [message(1, 1000, 95)]);
    const next = step(rules, state, message(2, 2000, 96));
    expect(next).toEqual({ state, actions: [], changed: false, duplicates: 0 });
    expect(next.state).toBe(state);
  });

  it('needs no state at all for a device that is well', () => {
    const next = step(rules, initialState, message(1, 1000, 20));
    expect(next.changed).toBe(false);
    expect(next.state).toBe(initialState);
  });
});

describe('age', () => {
  it('keeps a reading older than maxAge out of that rule only', () => {
    const patient = ruleSetOf({}, { name: 'patient', maxAgeMs: 120_000 });
    const late = message(1, 100_000, 95, { time: 100_000 - 60_001 });
    expect(run(patient, [late]).decisions.map(({ rule }) => rule)).toEqual(['patient']);
    expect(speeds(run(rules, [message(1, 100_000, 95, { time: 40_000 })]))).toEqual([100]);
  });

  it('counts against the clock of the device, which never goes back', () => {
    const records = [message(1, 100_000, 95), message(2, 20_000, 70, { time: 20_000 })];
    const { state, decisions } = run(rules, records);
    expect(decisions).toHaveLength(1);
    expect(state.now).toBe(100_000);
  });
});

describe('position', () => {
  it('skips what was applied before, comparing sequence numbers as integers', () => {
    const { state } = run(rules, [message('10000000000000000000000000000000000000', 1000, 95)]);
    expect(step(rules, state, message('9999999999999999999999999999999999999', 2000, 70)).changed).toBe(false);
    expect(step(rules, state, message('10000000000000000000000000000000000000', 2000, 70)).changed).toBe(false);
    expect(step(rules, state, message('10000000000000000000000000000000000001', 2000, 70)).changed).toBe(true);
  });

  it('starts afresh on another shard', () => {
    const { state } = run(rules, [message(500, 1000, 95)]);
    const moved = { ...message(3, 2000, 70), position: { shardId: 'shardId-9', sequenceNumber: '3' } };
    expect(step(rules, state, moved).actions).toHaveLength(1);
  });
});

describe('the sequence counter of a device', () => {
  const reading = (seq: number, time: number, timed = true) => ({ seq, time, timed });

  it('catches a message that MQTT delivers twice', () => {
    const records = [message(1, 1000, 95, reading(5, 900)), message(2, 1500, 70, reading(6, 1400))];
    const again = message(3, 2000, 95, reading(5, 900));
    expect(speeds(run(rules, [...records, again]))).toEqual([100, 0]);
    expect(step(rules, run(rules, records).state, again).duplicates).toBe(1);
  });

  it('takes a counter that fell back for a restart when the time of the device went on', () => {
    const records = [message(1, 1000, 95, reading(900, 900)), message(2, 2000, 70, reading(0, 1900))];
    expect(speeds(run(rules, records))).toEqual([100, 0]);
  });

  it('without a time of its own, takes it for a repetition for five minutes', () => {
    const first = message(1, 1000, 95, reading(5, 1000, false));
    expect(speeds(run(rules, [first, message(2, 301_000, 70, reading(5, 301_000, false))]))).toEqual([100]);
    expect(speeds(run(rules, [first, message(2, 301_001, 70, reading(5, 301_001, false))]))).toEqual([100, 0]);
  });

  it('does not mistake an unsorted backlog for repetitions', () => {
    const backlog = message(1, 1000, [95, 70]);
    const unsorted = { ...backlog, readings: backlog.readings.map((r, i) => ({ ...r, seq: 9 - i, time: 900 - i })) };
    const { state, decisions } = run(rules, [unsorted]);
    expect(decisions).toHaveLength(2);
    expect(state.mark).toEqual({ seq: 9, time: 900 });
  });
});

describe('a rule that must hold for a while', () => {
  const holding = ruleSetOf({ holdForMs: 10_000 });

  it('decides when the timer is due, at its due time, before the record that reached it', () => {
    const records = [message(1, 1000, 95), message(2, 5000, 96), message(3, 20_000, 70)];
    const { decisions } = run(holding, records);
    expect(decisions.map(({ decisionId, decidedAt, reason }) => [decisionId, decidedAt, reason])).toEqual([
      ['hot/pump-7/hold@11000/0', 11_000, 'temperature 95 >= 90 for 10 s'],
      ['hot/pump-7/shardId-0:3#0/0', 20_000, 'temperature 70 < 80'],
    ]);
  });

  it('is forgotten when the value falls back first', () => {
    const { state, decisions } = run(holding, [message(1, 1000, 95), message(2, 5000, 89), message(3, 20_000, 85)]);
    expect(decisions).toEqual([]);
    expect(state.rules).toEqual({});
  });

  it('is fired by a tick; one that comes early changes nothing', () => {
    const { state } = run(holding, [message(1, 1000, 95)]);
    expect(nextDueAt(state)).toBe(11_000);
    expect(step(holding, state, tick(2, 10_999))).toMatchObject({ changed: false, actions: [] });
    const fired = step(holding, state, tick(2, 11_000));
    expect(fired.actions).toHaveLength(1);
    expect(nextDueAt(fired.state)).toBeUndefined();
  });

  it('fires timers in order of due time, then of the rule set, however the state was kept', () => {
    const set = ruleSetOf({ name: 'b', holdForMs: 10 }, { name: 'a', holdForMs: 10 }, { name: 'c', holdForMs: 5 });
    const { state } = run(set, [message(1, 1000, 95)]);
    const shuffled = { ...state, rules: Object.fromEntries(Object.entries(state.rules).reverse()) };
    const fired = run(set, [tick(2, 2000)], shuffled).decisions.map(({ rule }) => rule);
    expect(fired).toEqual(['c', 'b', 'a']);
  });

  it('forgets a timer whose rule is gone', () => {
    const { state } = run(holding, [message(1, 1000, 95)]);
    const next = step(ruleSetOf({ name: 'new' }), state, tick(2, 20_000));
    expect(next).toMatchObject({ changed: true, actions: [], state: { rules: {} } });
  });
});

describe('the state', () => {
  it('keeps nothing of rules that the set no longer has', () => {
    const { state } = run(rules, [message(1, 1000, 95)]);
    expect(run(ruleSetOf({ name: 'new' }), [message(2, 2000, 95)], state).state.rules).toEqual({
      new: { status: 'SET', since: 2000 },
    });
  });

  it('of another version of the engine is refused', () => {
    expect(() => restoreState({ schemaVersion: 2, now: 0, rules: {} })).toThrow(StateError);
    expect(() => restoreState(null)).toThrow(StateError);
  });

  it('does not grow with time', () => {
    const set = ruleSetOf({}, { name: 'other', holdForMs: 5 });
    const records = Array.from({ length: 500 }, (_, i) => message(i + 1, i * 10, i % 2 ? 95 : 70, { seq: i }));
    expect(JSON.stringify(run(set, records).state).length).toBeLessThan(400);
  });
});

it('knows both directions', () => {
  const cold = ruleSetOf({
    ...hot,
    set: { comparison: 'atOrBelow', value: 2 },
    clear: { comparison: 'above', value: 5 },
  });
  const records = [3, 2, 4, 5, 5.1].map((value, index) => message(index + 1, index, value));
  expect(speeds(run(cold, records))).toEqual([100, 0]);
});
