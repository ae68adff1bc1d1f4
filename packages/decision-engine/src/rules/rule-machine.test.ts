import { describe, expect, it } from 'vitest';
import { command, doing, message, modelOf, run, settings, speeds, tick, timeline } from '../step.fixture.ts';

describe('a rule with a condition to clear it', () => {
  it('acts at the bound, stays between the bounds, clears below the other', () => {
    const values = [89.9, 90, 95, 85, 80, 79.9, 85, 90];
    const records = values.map((value, index) => message(index + 1, 1000 + index, value));
    expect(speeds(run(modelOf({}), records))).toEqual([100, 0, 100]);
  });

  it('without one clears when the condition is false; what is unknown leaves it as it is', () => {
    const model = modelOf({ clear: undefined, when: 'temperature >= 90 && running' });
    const hot = { temperature: 95, running: true };
    const records = [hot, { temperature: 95 }, { pressure: 1 }, { running: true }, { temperature: 80 }, hot];
    const ran = run(
      model,
      records.map((metrics, index) => message(index + 1, index, metrics)),
    );
    expect(timeline(ran)).toEqual([
      [0, 100],
      [4, 0],
      [5, 100],
    ]);
    expect(ran.decisions[1]?.reason).toBe('no longer temperature >= 90 && running (temperature 80)');
  });

  it('says its own condition as the reason', () => {
    const ran = run(modelOf({}), [message(1, 1000, 95), message(2, 2000, 70)]);
    expect(ran.decisions.map(({ reason, status }) => [reason, status])).toEqual([
      ['temperature >= 90 (temperature 95)', 'ACTIVE'],
      ['temperature < 80 (temperature 70)', 'NORMAL'],
    ]);
  });
});

describe('parameters', () => {
  const parameters = { limit: { value: 90, setting: 'temperature-limit' } };
  const model = modelOf({ when: 'temperature >= limit', clear: 'temperature < limit - 10', parameters });

  it('have their value until a setting of the device takes its place, and again after', () => {
    const ran = run(model, [
      message(1, 1000, 85),
      settings(2, 2000, { 'temperature-limit': 80 }),
      message(3, 3000, 85),
      message(4, 4000, 75),
      message(5, 5000, 69),
      settings(6, 6000, { 'temperature-limit': null }),
      message(7, 7000, 85),
    ]);
    expect(timeline(ran)).toEqual([
      [3000, 100],
      [5000, 0],
    ]);
    expect(ran.decisions[0]?.reason).toBe('temperature >= limit (temperature 85, limit 80)');
  });

  it('a setting of another type is none', () => {
    const records = [settings(1, 1000, { 'temperature-limit': 'low' }), message(2, 2000, 85), message(3, 3000, 90)];
    expect(timeline(run(model, records))).toEqual([[3000, 100]]);
  });
});

describe('actions', () => {
  it('are computed from the reading that made them', () => {
    const model = modelOf({
      ...doing(command(`\${min(100, 50 + (temperature - 90) * 5)}`), {
        notification: { subject: 'Hot', message: `\${deviceId} of \${fleet}: \${temperature} °C, \${mode}` },
      }),
    });
    expect(run(model, [message(1, 1000, 94)]).decisions).toMatchObject([
      { command: { name: 'set-fan', parameters: { speed: 70 } } },
      {
        decisionId: 'hot/pump-7/shardId-0:1#0/1',
        notification: { subject: 'Hot', message: 'pump-7 of demo: 94 °C, unknown' },
      },
    ]);
  });

  it('that cannot be computed fail the rule, which stays as it was', () => {
    const model = modelOf({ ...doing(command(`\${pressure}`)) }, { name: 'other' });
    const ran = run(model, [message(1, 1000, 94), message(2, 2000, { temperature: 94, pressure: 3 })]);
    expect(ran.failures).toEqual(['hot: Error: a parameter of the command set-fan is unknown']);
    expect(ran.decisions.map(({ decidedAt, rule }) => [decidedAt, rule])).toEqual([
      [1000, 'other'],
      [2000, 'hot'],
    ]);
  });

  it('keep to what a notification may hold', () => {
    const notification = { subject: `\${mode}`, message: `\${mode}` };
    const model = modelOf({ when: 'temperature > 0', ...doing({ notification }) });
    const long = run(model, [message(1, 1000, { temperature: 1, mode: 'x'.repeat(5000) })]);
    expect(long.decisions).toMatchObject([
      { notification: { subject: `${'x'.repeat(99)}…`, message: `${'x'.repeat(4095)}…` } },
    ]);
    const empty = run(model, [message(1, 1000, { temperature: 1, mode: '' })]);
    expect(empty.decisions).toMatchObject([{ notification: { message: ' ' } }]);
  });
});

describe('last(metric)', () => {
  it('is the latest value that the rule saw, kept for the reading that lacks it', () => {
    const model = modelOf({ when: 'last(temperature) >= 90 && last(pressure) > 3', clear: 'last(temperature) < 80' });
    const records = [
      message(1, 1000, { temperature: 95 }),
      message(2, 2000, { running: true }),
      message(3, 3000, { pressure: 4 }),
      message(4, 4000, { temperature: 70 }),
    ];
    const ran = run(model, records);
    expect(timeline(ran)).toEqual([
      [3000, 100],
      [4000, 0],
    ]);
    expect(ran.decisions[0]?.reason).toContain('(temperature 95, pressure 4)');
    expect(ran.state.machines).toEqual({ hot: { kind: 'rule', last: { temperature: 70, pressure: 4 } } });
  });
});

describe('a rule that must hold for a while', () => {
  const model = modelOf({ forMs: 10_000, ...doing(command(`\${temperature}`)) });

  it('acts at the end of the while, with the values of its beginning', () => {
    const ran = run(model, [message(1, 1000, 95), message(2, 5000, 99), tick(3, 20_000)]);
    expect(timeline(ran)).toEqual([[11_000, 95]]);
    expect(ran.decisions[0]?.reason).toBe('temperature >= 90 (temperature 95) for 10 s');
    expect(ran.state.machines).toEqual({ hot: { kind: 'rule', status: 'ACTIVE', activatedAt: 11_000 } });
  });

  it('begins anew when a reading finds it false, but not when it is unknown', () => {
    const broken = [message(1, 1000, 95), message(2, 5000, 89), tick(3, 20_000)];
    expect(run(model, broken)).toMatchObject({ decisions: [], state: { machines: {} } });
    const unknown = [message(1, 1000, 95), message(2, 5000, { pressure: 1 }), tick(3, 20_000)];
    expect(timeline(run(model, unknown))).toEqual([[11_000, 95]]);
  });
});

describe('a rule that counts', () => {
  const model = modelOf({ repeats: { count: 3, withinMs: 1000 }, clear: undefined });

  it('acts when it was true so many times within the time', () => {
    const times = [0, 600, 1200, 1500, 1600];
    const records = times.map((time, index) => message(index + 1, time, 95));
    const ran = run(model, records);
    expect(timeline(ran)).toEqual([[1500, 100]]);
    expect(ran.decisions[0]?.reason).toBe('temperature >= 90 (temperature 95) 3 times within 1 s');
  });

  it('clears when it was not true for that time', () => {
    const records = [message(1, 0, [95, 95, 95]), message(2, 500, 95), message(3, 900, 20), tick(4, 9000)];
    const ran = run(model, records);
    expect(timeline(ran)).toEqual([
      [0, 100],
      [1500, 0],
    ]);
    expect(ran.decisions[1]?.decisionId).toBe('hot/pump-7/quiet@1500/0');
    expect(ran.state.machines).toEqual({});
  });

  it('with a condition to clear it, clears by that alone and counts from nothing again', () => {
    const own = modelOf({ repeats: { count: 2, withinMs: 1000 } });
    const records = [message(1, 0, [95, 95]), tick(2, 9000), message(3, 9001, [70, 95]), message(4, 9002, 95)];
    expect(timeline(run(own, records))).toEqual([
      [0, 100],
      [9001, 0],
      [9002, 100],
    ]);
  });
});

describe('a rule on silence', () => {
  const silent = { when: undefined, clear: undefined, metrics: {} };

  it('is armed by the first reading, acts after the time and clears with the next', () => {
    const model = modelOf({ ...silent, noData: { afterMs: 1000, toleranceMs: 0 } });
    const records = [tick(1, 0), message(2, 5000, 20), message(3, 5900, 20), tick(4, 9000), message(5, 9500, 20)];
    const ran = run(model, [...records, tick(6, 10_499)]);
    expect(timeline(ran)).toEqual([
      [6900, 100],
      [9500, 0],
    ]);
    expect(ran.decisions.map(({ reason }) => reason)).toEqual(['no data for 1 s', 'data came again']);
  });

  it('with a tolerance need not remember every reading', () => {
    const model = modelOf({ ...silent, noData: { afterMs: 1000, toleranceMs: 200 } });
    const { state } = run(model, [message(1, 0, 20)]);
    expect(state.machines).toEqual({ hot: { kind: 'rule', seenAt: 0, timers: { noData: 1200 } } });
    expect(run(model, [message(2, 100, 20), message(3, 199, 20)], state).changed).toBe(false);
    expect(timeline(run(model, [message(2, 200, 20), tick(3, 9000)], state))).toEqual([[1400, 100]]);
  });

  it('does not see readings that are too old for it', () => {
    const model = modelOf({ ...silent, noData: { afterMs: 1000, toleranceMs: 0 }, maxAgeMs: 500 });
    const records = [message(1, 5000, 20), message(2, 5900, 20, { time: 5000 }), tick(3, 6000)];
    expect(timeline(run(model, records))).toEqual([[6000, 100]]);
  });
});

describe('a cooldown', () => {
  const flapping = [95, 70, 95, 70, 95].map((value, index) => message(index + 1, index * 1000, value));

  it('keeps the next activation waiting until it ends, with the values of the reading that wanted it', () => {
    const model = modelOf({ cooldownMs: 10_000, ...doing(command(`\${temperature}`)) });
    const ran = run(model, [...flapping, message(6, 5000, 99), tick(7, 20_000)]);
    expect(timeline(ran)).toEqual([
      [0, 95],
      [1000, 0],
      [10_000, 95],
    ]);
    expect(ran.decisions[2]).toMatchObject({
      decisionId: 'hot/pump-7/cooldown@10000/0',
      reason: 'temperature >= 90 (temperature 95), after a cooldown of 10 s',
    });
  });

  it('forgets one that is over before it ends, without a word', () => {
    const model = modelOf({ cooldownMs: 10_000 });
    const ran = run(model, [...flapping, message(6, 5000, 70), tick(7, 20_000)]);
    expect(speeds(ran)).toEqual([100, 0]);
    expect(run(model, [message(8, 21_000, 95)], ran.state).decisions).toHaveLength(1);
  });

  it('follows the time for which the condition must hold', () => {
    const model = modelOf({ cooldownMs: 10_000, forMs: 1000 });
    const records = [message(1, 0, 95), message(2, 2000, 70), message(3, 3000, 95), tick(4, 20_000)];
    expect(timeline(run(model, records))).toEqual([
      [1000, 100],
      [2000, 0],
      [11_000, 100],
    ]);
  });
});
