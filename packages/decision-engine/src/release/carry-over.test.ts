import { describe, expect, it } from 'vitest';
import type { Rule } from '../rules/rule.ts';
import type { DeviceState } from '../state.ts';
import { message, operation, type ruleOf, run, settings, tick } from '../step.fixture.ts';
import { carryOver } from './carry-over.ts';
import { ruleSet } from './release.fixture.ts';

type Changes = Parameters<typeof ruleOf>[0];

const stateUnder = (rule: Changes, ...records: Parameters<typeof run>[1]): DeviceState =>
  run(ruleSet('a', rule), records).state;

/** The machines after a rule went on as another one at 50 s. */
const carried = (state: DeviceState, from: Changes, to: Changes): unknown =>
  carryOver(state, ruleSet('a', from), ruleSet('b', to), { at: 50_000, deviceId: 'pump-7' }).machines;

const colder: Changes = { when: 'temperature >= 85' };

describe('a rule that is defined as before', () => {
  it('goes on, whatever it does; people may read other words', () => {
    const waiting = { forMs: 5000, when: 'last(temperature) >= 90' };
    const state = stateUnder(waiting, message(1, 1000, 95));
    expect(carryOver(state, ruleSet('a', waiting), ruleSet('b', waiting))).toBe(state);
    const reworded = { ...waiting, description: 'Hot.', severity: 'critical' } satisfies Partial<Rule>;
    expect(carryOver(state, ruleSet('a', waiting), ruleSet('b', reworded))).toBe(state);
  });
});

describe('a rule that is defined otherwise', () => {
  it('stays active, acknowledged, snoozed and disabled', () => {
    const active = stateUnder({ acknowledge: true }, message(1, 1000, 95));
    expect(carried(active, { acknowledge: true }, { acknowledge: true, ...colder })).toEqual(active.machines);
    const acknowledged = run(ruleSet('a', { acknowledge: true }), [operation(2, 2000, 'ACKNOWLEDGE')], active).state;
    expect(carried(acknowledged, { acknowledge: true }, colder)).toEqual(acknowledged.machines);
    const snoozed = stateUnder({}, operation(1, 1000, 'SNOOZE', { snoozeMs: 90_000 }));
    expect(carried(snoozed, {}, colder)).toEqual(snoozed.machines);
    const disabled = stateUnder({}, operation(1, 1000, 'DISABLE'));
    expect(carried(disabled, {}, colder)).toEqual(disabled.machines);
  });

  it('stays latched only where somebody can acknowledge it', () => {
    const latched = stateUnder({ acknowledge: true }, message(1, 1000, 95), message(2, 2000, 20));
    expect(carried(latched, { acknowledge: true }, { acknowledge: true, ...colder })).toEqual(latched.machines);
    expect(carried(latched, { acknowledge: true }, colder)).toEqual({});
  });

  it('starts its wait and its count anew', () => {
    const waiting = stateUnder({ forMs: 60_000 }, message(1, 1000, 95));
    expect(carried(waiting, { forMs: 60_000 }, { forMs: 90_000 })).toEqual({});
    const counting = { repeats: { count: 3, withinMs: 90_000 } };
    expect(carried(stateUnder(counting, message(1, 1000, [95, 96])), counting, { ...counting, ...colder })).toEqual({});
  });

  it('keeps when it came last, so that it does not come twice within its cooldown', () => {
    const cooling = { cooldownMs: 600_000 };
    const state = stateUnder(cooling, message(1, 1000, 95), message(2, 2000, 20));
    expect(carried(state, cooling, { ...cooling, ...colder })).toEqual({ hot: { kind: 'rule', activatedAt: 1000 } });
  });

  it('keeps the time when a watch for silence is due', () => {
    const watch = (afterMs: number): Changes => ({
      when: undefined,
      clear: undefined,
      noData: { afterMs, toleranceMs: 0 },
    });
    const state = stateUnder(watch(60_000), message(1, 1000, 20));
    expect(carried(state, watch(60_000), watch(90_000))).toEqual(state.machines);
    expect(carried(state, watch(60_000), {})).toEqual({});
    const snoozed = stateUnder({}, operation(1, 1000, 'DISABLE'), operation(2, 2000, 'ENABLE'), message(3, 3000, 95));
    expect(carried(snoozed, {}, watch(60_000))).toEqual(snoozed.machines);
    const cooling = { kind: 'rule', activatedAt: 1000 } as const;
    const well = { ...state, machines: { hot: cooling } };
    expect(carried(well, {}, watch(60_000))).toEqual({
      hot: { ...cooling, seenAt: 50_000, timers: { noData: 110_000 } },
    });
  });

  it('that ends by itself under the new definition does so, although no such timer ran', () => {
    const ending = { clear: undefined, repeats: { count: 2, withinMs: 5000 } };
    const active = stateUnder({}, message(1, 1000, 95));
    const timers = { quiet: 55_000 };
    expect(carried(active, {}, ending)).toEqual({ hot: { kind: 'rule', status: 'ACTIVE', activatedAt: 1000, timers } });
    const quiet = stateUnder(ending, message(1, 1000, [95, 96]));
    expect(carried(quiet, ending, {})).toEqual({ hot: { kind: 'rule', status: 'ACTIVE', activatedAt: 1000 } });
  });

  it('that is disabled now has no watch that would make it active', () => {
    const watch: Changes = { when: undefined, clear: undefined, noData: { afterMs: 60_000, toleranceMs: 0 } };
    const state = stateUnder(watch, message(1, 1000, 20));
    const disabled = { ...watch, enabled: false };
    const next = carryOver(state, ruleSet('a', watch), ruleSet('b', disabled), { at: 50_000 });
    expect(run(ruleSet('b', disabled), [tick(2, 900_000)], next).decisions).toEqual([]);
  });
});

describe('a rule that is gone, of another kind or not for the device', () => {
  it('is dropped', () => {
    const state = stateUnder({}, message(1, 1000, 95));
    expect(carried(state, {}, { name: 'new' })).toEqual({});
    expect(carried(state, {}, { deviceTypes: ['lift'] })).toEqual({});
    const detector = { ...state, machines: { hot: { kind: 'detector', detector: {} } } } as const;
    expect(carried(detector, {}, {})).toEqual({});
  });
});

describe('the rest of the state', () => {
  it('stays as it is', () => {
    const state = stateUnder({}, settings(1, 1000, { limit: 5 }), message(2, 2000, 95, { seq: 4 }));
    const { machines: _, ...rest } = state;
    const next = carryOver(state, ruleSet('a', {}), ruleSet('b', { name: 'new' }));
    expect(next).toEqual({ ...rest, machines: {} });
  });
});
