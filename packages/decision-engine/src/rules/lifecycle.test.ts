import { describe, expect, it } from 'vitest';
import type { OperationRecord } from '../record.ts';
import { message, modelOf, operation, run, speeds, tick } from '../step.fixture.ts';
import { type AlarmStatus, type Lifecycle, onOperation } from './lifecycle.ts';

const lifecycle: Lifecycle = { acknowledge: true, cooldownMs: 0, enabled: true, forMs: 0, ownClear: true };
const states: readonly AlarmStatus[] = [
  ...(['NORMAL', 'PENDING', 'ACTIVE', 'ACKNOWLEDGED', 'LATCHED', 'SNOOZE_DISABLED', 'DISABLED'] as const),
];
const operations = ['ACKNOWLEDGE', 'SNOOZE', 'ENABLE', 'DISABLE', 'RESET'] as const;

/** Where each operation leads from each state; those that it means nothing in are left out. */
const leadsTo = (operationName: OperationRecord['operation'], alarm = lifecycle) =>
  Object.fromEntries(
    states.flatMap((status) => {
      const outcome = onOperation(alarm, { status }, { operation: operationName, snoozeMs: 1000 }, 0);
      return outcome.ignored ? [] : [[status, outcome.to]];
    }),
  );

describe('operations', () => {
  it('lead from state to state', () => {
    expect(Object.fromEntries(operations.map((name) => [name, leadsTo(name)]))).toEqual({
      ACKNOWLEDGE: { ACTIVE: 'ACKNOWLEDGED', LATCHED: 'NORMAL' },
      SNOOZE: Object.fromEntries(
        states.flatMap((status) => (status === 'DISABLED' ? [] : [[status, 'SNOOZE_DISABLED']])),
      ),
      ENABLE: { SNOOZE_DISABLED: 'NORMAL', DISABLED: 'NORMAL' },
      DISABLE: Object.fromEntries(states.flatMap((status) => (status === 'DISABLED' ? [] : [[status, 'DISABLED']]))),
      RESET: Object.fromEntries(
        states.flatMap((status) => (['NORMAL', 'DISABLED'].includes(status) ? [] : [[status, 'NORMAL']])),
      ),
    });
  });

  it('cannot acknowledge without the acknowledge flow, nor snooze for no time', () => {
    expect(leadsTo('ACKNOWLEDGE', { ...lifecycle, acknowledge: false })).toEqual({});
    for (const snoozeMs of [undefined, 0, -1, Number.NaN])
      expect(onOperation(lifecycle, { status: 'ACTIVE' }, { operation: 'SNOOZE', snoozeMs }, 0).ignored).toBe(true);
  });
});

describe('an alarm that is to be acknowledged', () => {
  const model = modelOf({ acknowledge: true });
  const active = run(model, [message(1, 0, 95)]).state;
  const statusAfter = (...records: Parameters<typeof run>[1]) => {
    const { decisions, state } = run(model, records, active);
    return [state.machines['hot']?.['status'] ?? 'NORMAL', decisions.map(({ status }) => status)];
  };

  it('stays latched when its condition is gone, until somebody does', () => {
    expect(statusAfter(message(2, 1, 70))).toEqual(['LATCHED', ['LATCHED']]);
    expect(statusAfter(message(2, 1, 70), operation(3, 2, 'ACKNOWLEDGE'))).toEqual(['NORMAL', ['LATCHED']]);
  });

  it('that is acknowledged first is normal when its condition is gone', () => {
    expect(statusAfter(operation(2, 1, 'ACKNOWLEDGE'), message(3, 2, 95))).toEqual(['ACKNOWLEDGED', []]);
    expect(statusAfter(operation(2, 1, 'ACKNOWLEDGE'), message(3, 2, 70))).toEqual(['NORMAL', ['NORMAL']]);
  });

  it('that is latched is active again when its condition is met again', () => {
    expect(statusAfter(message(2, 1, 70), message(3, 2, 95))).toEqual(['ACTIVE', ['LATCHED', 'ACTIVE']]);
  });

  it('that is acknowledged while its condition is back and waits, goes on waiting', () => {
    const patient = modelOf({ acknowledge: true, forMs: 1000 });
    const records = [message(1, 0, 95), message(2, 1500, 70), message(3, 2000, 95), operation(4, 2500, 'ACKNOWLEDGE')];
    const { state } = run(patient, records);
    expect(state.machines['hot']).toMatchObject({ status: 'PENDING', timers: { for: 3000 } });
    expect(run(patient, [tick(5, 3000)], state).decisions).toMatchObject([{ status: 'ACTIVE' }]);
  });
});

describe('an alarm that is snoozed', () => {
  it('looks at nothing until the time is over, then starts as if nothing had been', () => {
    const records = [message(1, 0, 95), operation(2, 100, 'SNOOZE', { snoozeMs: 1000 }), message(3, 200, [70, 95])];
    const { state } = run(modelOf({}), records);
    expect(state.machines['hot']).toMatchObject({ status: 'SNOOZE_DISABLED', timers: { snooze: 1100 } });
    const after = run(modelOf({}), [message(4, 1100, 95)], state);
    expect(after.decisions).toMatchObject([{ decidedAt: 1100, status: 'ACTIVE' }]);
  });

  it('waits for data again afterwards', () => {
    const silent = modelOf({ when: undefined, clear: undefined, noData: { afterMs: 1000, toleranceMs: 0 } });
    const records = [message(1, 0, 20), tick(2, 1000), operation(3, 1100, 'SNOOZE', { snoozeMs: 1000 }), tick(4, 9000)];
    expect(run(silent, records).decisions.map(({ decidedAt }) => decidedAt)).toEqual([1000, 3100]);
  });
});

describe('an alarm that is disabled', () => {
  const model = modelOf({ enabled: false });

  it('decides nothing until it is enabled; made so, it needs no state for it', () => {
    expect(run(model, [message(1, 0, 95)])).toMatchObject({ decisions: [], changed: false });
    const { decisions, state } = run(model, [operation(1, 0, 'ENABLE'), message(2, 1, 95)]);
    expect(decisions).toHaveLength(1);
    expect(run(model, [operation(3, 2, 'DISABLE')], state).state.machines).toEqual({});
  });

  it('forgets what it waited for', () => {
    const records = [message(1, 0, 95), operation(2, 1, 'DISABLE'), tick(3, 9000), operation(4, 9001, 'ENABLE')];
    expect(run(modelOf({ forMs: 1000 }), records)).toMatchObject({ decisions: [], state: { machines: {} } });
  });
});

it.each(['ENABLE', 'RESET'] as const)(
  '%s of an alarm for silence starts its wait anew: who is silent cannot',
  (last) => {
    const silent = modelOf({ when: undefined, clear: undefined, noData: { afterMs: 1000, toleranceMs: 0 } });
    const first = last === 'ENABLE' ? [operation(2, 500, 'DISABLE')] : [tick(2, 1000)];
    const { state } = run(silent, [message(1, 0, 20), ...first]);
    const { decisions } = run(silent, [operation(3, 5000, last), tick(4, 9000)], state);
    expect(decisions).toMatchObject([{ decidedAt: 6000, status: 'ACTIVE' }]);
  },
);

it('resetting an alarm does not undo what it did, and its condition may be met again at once', () => {
  const records = [message(1, 0, 95), operation(2, 1, 'RESET'), message(3, 2, 95)];
  expect(speeds(run(modelOf({}), records))).toEqual([100, 100]);
});
