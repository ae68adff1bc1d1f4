import { describe, expect, it } from 'vitest';
import { initialState, nextDueAt, stateBytes } from './state.ts';
import { message, modelOf, operation, run, settings, speeds, tick } from './step.fixture.ts';
import { step } from './step.ts';

const model = modelOf({});
const nothing = { actions: [], changed: false, duplicates: 0, outdated: 0, ignored: 0, failures: [] };

describe('a reading', () => {
  it('makes a decision that says who, when and why', () => {
    const { decisions } = run(model, [message(7, 5000, 95.5)]);
    expect(decisions).toEqual([
      {
        decisionId: 'hot/pump-7/shardId-0:7#0/0',
        ruleSet: 'demo',
        rule: 'hot',
        fleet: 'demo',
        deviceId: 'pump-7',
        decidedAt: 5000,
        cause: { type: 'reading', shardId: 'shardId-0', sequenceNumber: '7', reading: 0 },
        reason: 'temperature >= 90 (temperature 95.5)',
        severity: 'warning',
        status: 'ACTIVE',
        command: { name: 'set-fan', parameters: { speed: 100 } },
      },
    ]);
  });

  it('is applied in the order of its message', () => {
    const { decisions } = run(model, [message(1, 1000, [95, 70, 92])]);
    expect(decisions.map(({ decisionId }) => decisionId)).toEqual([
      'hot/pump-7/shardId-0:1#0/0',
      'hot/pump-7/shardId-0:1#1/0',
      'hot/pump-7/shardId-0:1#2/0',
    ]);
  });

  it('of another type of device, of other metrics or with a text for a number is left alone', () => {
    const other = { ...message(1, 1000, 95), deviceType: 'lift' };
    const text = message(2, 1000, { temperature: 'hot', pressure: 95 });
    expect(run(model, [other, text])).toEqual({ state: initialState, decisions: [], changed: false, failures: [] });
  });

  it('goes to every rule, also to one called like a member of every object', () => {
    const rules = modelOf({}, { name: 'constructor', when: 'temperature > 50' });
    const { decisions, state } = run(rules, [message(1, 1000, 60), message(2, 1001, 91)]);
    expect(decisions.map(({ rule }) => rule)).toEqual(['constructor', 'hot']);
    expect(Object.keys(state.machines)).toEqual(['hot', 'constructor']);
  });
});

describe('a step that changes nothing', () => {
  it('returns the state that it was given', () => {
    const { state } = run(model, [message(1, 1000, 95)]);
    const next = step(model, state, message(2, 2000, 96));
    expect(next).toEqual({ state, ...nothing });
    expect(next.state).toBe(state);
  });

  it('needs no state at all for a device that is well', () => {
    const next = step(model, initialState, message(1, 1000, 20));
    expect(next).toEqual({ state: initialState, ...nothing });
    expect(next.state).toBe(initialState);
  });
});

describe('age', () => {
  it('keeps a reading older than maxAge out of that rule only, and is counted', () => {
    const rules = modelOf({}, { name: 'patient', maxAgeMs: 120_000 });
    const late = message(1, 100_000, 95, { time: 100_000 - 60_001 });
    const next = step(rules, initialState, late);
    expect(next.actions.map(({ rule }) => rule)).toEqual(['patient']);
    expect(next.outdated).toBe(1);
    expect(speeds(run(model, [message(1, 100_000, 95, { time: 40_000 })]))).toEqual([100]);
  });

  it('is counted for every rule of the device, whatever the reading says', () => {
    const rules = modelOf({}, { name: 'other' }, { name: 'lifts', deviceTypes: ['lift'] });
    expect(step(rules, initialState, message(1, 100_000, [20, 95], { time: 0 }))).toMatchObject({
      ...{ outdated: 4, changed: false },
    });
  });

  it('counts against the clock of the device, which never goes back', () => {
    const records = [message(1, 100_000, 95), message(2, 20_000, 70, { time: 20_000 })];
    const { state, decisions } = run(model, records);
    expect(decisions).toHaveLength(1);
    expect(state.now).toBe(100_000);
  });
});

describe('position', () => {
  it('skips what was applied before, comparing sequence numbers as integers', () => {
    const { state } = run(model, [message('10000000000000000000000000000000000000', 1000, 95)]);
    expect(step(model, state, message('9999999999999999999999999999999999999', 2000, 70)).changed).toBe(false);
    expect(step(model, state, message('10000000000000000000000000000000000000', 2000, 70)).changed).toBe(false);
    expect(step(model, state, message('10000000000000000000000000000000000001', 2000, 70)).changed).toBe(true);
  });

  it('starts afresh on another shard', () => {
    const { state } = run(model, [message(500, 1000, 95)]);
    const moved = { ...message(3, 2000, 70), position: { shardId: 'shardId-9', sequenceNumber: '3' } };
    expect(step(model, state, moved).actions).toHaveLength(1);
  });
});

describe('the sequence counter of a device', () => {
  const reading = (seq: number, time: number, timed = true) => ({ seq, time, timed });

  it('catches a message that MQTT delivers twice', () => {
    const records = [message(1, 1000, 95, reading(5, 900)), message(2, 1500, 70, reading(6, 1400))];
    const again = message(3, 2000, 95, reading(5, 900));
    expect(speeds(run(model, [...records, again]))).toEqual([100, 0]);
    expect(step(model, run(model, records).state, again).duplicates).toBe(1);
  });

  it('takes a counter that fell back for a restart when the time of the device went on', () => {
    const records = [message(1, 1000, 95, reading(900, 900)), message(2, 2000, 70, reading(0, 1900))];
    expect(speeds(run(model, records))).toEqual([100, 0]);
  });

  it('without a time of its own, takes it for a repetition for five minutes', () => {
    const first = message(1, 1000, 95, reading(5, 1000, false));
    expect(speeds(run(model, [first, message(2, 301_000, 70, reading(5, 301_000, false))]))).toEqual([100]);
    expect(speeds(run(model, [first, message(2, 301_001, 70, reading(5, 301_001, false))]))).toEqual([100, 0]);
  });

  it('does not mistake an unsorted backlog for repetitions', () => {
    const backlog = message(1, 1000, [95, 70]);
    const unsorted = { ...backlog, readings: backlog.readings.map((r, i) => ({ ...r, seq: 9 - i, time: 900 - i })) };
    const { state, decisions } = run(model, [unsorted]);
    expect(decisions).toHaveLength(2);
    expect(state.mark).toEqual({ seq: 9, time: 900 });
  });
});

describe('timers', () => {
  const holding = modelOf({ forMs: 10_000 });

  it('fire when they are due, at their due time, before the record that reached it', () => {
    const { decisions } = run(holding, [message(1, 1000, 95), message(2, 5000, 96), message(3, 20_000, 70)]);
    expect(decisions.map(({ decisionId, decidedAt }) => [decisionId, decidedAt])).toEqual([
      ['hot/pump-7/for@11000/0', 11_000],
      ['hot/pump-7/shardId-0:3#0/0', 20_000],
    ]);
  });

  it('are fired by a tick; one that comes early changes nothing', () => {
    const { state } = run(holding, [message(1, 1000, 95)]);
    expect(nextDueAt(state)).toBe(11_000);
    expect(step(holding, state, tick(2, 10_999))).toEqual({ state, ...nothing });
    const fired = step(holding, state, tick(2, 11_000));
    expect(fired.actions).toHaveLength(1);
    expect(nextDueAt(fired.state)).toBeUndefined();
  });

  it('fire in order of due time, then of the set, however the state was kept', () => {
    const rules = modelOf({ name: 'b', forMs: 10 }, { name: 'a', forMs: 10 }, { name: 'c', forMs: 5 });
    const { state } = run(rules, [message(1, 1000, 95)]);
    const shuffled = { ...state, machines: Object.fromEntries(Object.entries(state.machines).reverse()) };
    expect(run(rules, [tick(2, 2000)], shuffled).decisions.map(({ rule }) => rule)).toEqual(['c', 'b', 'a']);
  });

  it('whose rule is gone are forgotten', () => {
    const { state } = run(holding, [message(1, 1000, 95)]);
    const next = step(modelOf({ name: 'new' }), state, tick(2, 20_000));
    expect(next).toMatchObject({ changed: true, actions: [], state: { machines: {} } });
  });
});

describe('settings of a device', () => {
  it('are kept until they are removed; the same again changes nothing', () => {
    const { state } = run(model, [settings(1, 1000, { limit: 80, mode: 'eco', constructor: true })]);
    expect(state.settings).toEqual({ limit: 80, mode: 'eco', constructor: true });
    expect(step(model, state, settings(2, 2000, { limit: 80, other: null })).changed).toBe(false);
    const removed = step(model, state, settings(2, 2000, { limit: null, mode: null, constructor: null }));
    expect(removed.state).toEqual({ ...initialState, now: 2000, position: removed.state.position });
  });
});

describe('an operation', () => {
  it('goes to its rule; one for a rule that there is not is counted', () => {
    const { state } = run(model, [operation(1, 1000, 'DISABLE')]);
    expect(state.machines).toEqual({ hot: { kind: 'rule', status: 'DISABLED' } });
    expect(step(model, state, operation(2, 2000, 'ENABLE', { rule: 'cold' }))).toEqual({
      ...{ state, ...nothing, ignored: 1 },
    });
    expect(step(model, state, operation(2, 2000, 'DISABLE'))).toEqual({ state, ...nothing, ignored: 1 });
  });

  it('on a rule for another type of device does not make it look at this one', () => {
    const rules = modelOf({ deviceTypes: ['lift'], when: 'pressure > 3', enabled: false }, { name: 'other' });
    const records = [operation(1, 1000, 'ENABLE'), message(2, 2000, { temperature: 95, pressure: 5 })];
    expect(run(rules, records).decisions.map(({ rule }) => rule)).toEqual(['other']);
  });
});

describe('the state', () => {
  it('keeps nothing of rules that the set no longer has', () => {
    const { state } = run(model, [message(1, 1000, 95)]);
    expect(run(modelOf({ name: 'new' }), [message(2, 2000, 95)], state).state.machines).toEqual({
      new: { kind: 'rule', status: 'ACTIVE', activatedAt: 2000 },
    });
  });

  it('does not grow with time', () => {
    const rules = modelOf({}, { name: 'other', forMs: 5 });
    const records = Array.from({ length: 500 }, (_, i) => message(i + 1, i * 10, i % 2 ? 95 : 70, { seq: i }));
    expect(stateBytes(run(rules, records).state)).toBeLessThan(400);
  });
});
