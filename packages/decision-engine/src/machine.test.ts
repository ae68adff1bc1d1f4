import type { Decision } from '@signalbox/contracts';
import { describe, expect, it } from 'vitest';
import type { Machine, MachineState } from './machine.ts';
import { ModelError, prepare } from './prepare.ts';
import type { DetectorMember } from './rule-set.ts';
import { type DeviceState, initialState } from './state.ts';
import { hot, message, modelOf, tick } from './step.fixture.ts';
import { step } from './step.ts';

describe('a machine', () => {
  const member: DetectorMember = { kind: 'detector', name: 'own', deviceTypes: ['pump'], inputs: {}, definition: {} };
  const modelWith = (on: Machine['on']) =>
    prepare(
      { name: 'demo', hash: 'x', rules: [member, hot] },
      { detector: ({ deviceTypes, kind, name }) => ({ kind, name, deviceTypes, on }) },
    );
  const effect = { reason: 'because', notification: { message: 'hello' } };
  const kept = (timers: Record<string, number>): MachineState => ({ kind: 'detector', timers });

  it('that throws is reported and left as it was, the others go on', () => {
    const failing = modelWith(() => {
      throw new Error('broken');
    });
    const { actions, changed, failures } = step(failing, initialState, message(1, 1000, 95));
    expect(failures).toEqual([{ rule: 'own', error: new Error('broken') }]);
    expect(actions.map(({ rule }) => rule)).toEqual(['hot']);
    expect(changed).toBe(true);
    expect(step(failing, initialState, message(1, 1000, 20))).toMatchObject({ changed: false, failures: [{}] });
  });

  it('that throws when its timer fires loses the timer', () => {
    const failing = modelWith(() => {
      throw new Error('broken');
    });
    const state: DeviceState = { ...initialState, machines: { own: kept({ a: 500, b: 5000 }) } };
    const next = step(failing, state, tick(1, 1000));
    expect(next.state.machines).toEqual({ own: kept({ b: 5000 }) });
    expect(next.failures).toHaveLength(1);
  });

  it('may set a timer that is due as well, but none that is not later than now', () => {
    const fired: [string, number][] = [];
    const chain = modelWith((trigger, state, { now }) => {
      if (trigger.type !== 'timer') return { state, effects: [] };
      fired.push([trigger.timer, now]);
      const next = trigger.timer === 'a' ? kept({ c: now + 100 }) : kept({ c: now });
      return { state: next, effects: [effect] };
    });
    const state: DeviceState = { ...initialState, machines: { own: kept({ a: 500, b: 550 }) } };
    const next = step(chain, state, tick(1, 1000));
    // `b` was replaced by what `a` set; `c` asked for a timer at its own due time.
    expect(fired).toEqual([
      ['a', 500],
      ['c', 600],
    ]);
    expect(next.failures).toMatchObject([{ rule: 'own', error: { message: 'set timer c due at 600, now is 600' } }]);
    expect(next.actions.map(({ decisionId }) => decisionId)).toEqual(['own/pump-7/a@500/0']);
  });

  it('that acts without remembering anything changes the position, so that it acts once', () => {
    const acting = modelWith((_trigger, state) => ({ state, effects: [effect, effect] }));
    const { actions, changed, state } = step(acting, initialState, message(1, 1000, 20));
    expect(actions.map(({ decisionId }: Decision) => decisionId)).toEqual([
      'own/pump-7/shardId-0:1#0/0',
      'own/pump-7/shardId-0:1#0/1',
    ]);
    expect(changed).toBe(true);
    expect(step(acting, state, message(1, 1000, 20)).actions).toEqual([]);
  });

  it('finds nothing of what a machine of another kind remembered under its name', () => {
    const seen: unknown[] = [];
    const watching = modelWith((_trigger, state) => {
      seen.push(state);
      return { state: { kind: 'detector' }, effects: [] };
    });
    const state: DeviceState = { ...initialState, machines: { own: { kind: 'rule', status: 'ACTIVE' } } };
    expect(step(watching, state, message(1, 1000, 20)).state.machines).toEqual({ own: { kind: 'detector' } });
    expect(seen).toEqual([undefined]);
  });

  it('gives reasons that are cut to their length', () => {
    const wordy = modelWith((_trigger, state) => ({
      state,
      effects: [{ ...effect, reason: `${'x'.repeat(510)}😀z` }],
    }));
    const [decision] = step(wordy, initialState, message(1, 1000, 20)).actions;
    expect(decision?.reason).toBe(`${'x'.repeat(510)}…`);
  });

  it('is refused by name when nothing compiles it, it does not compile, or its name is taken', () => {
    expect(() => prepare({ name: 'demo', hash: 'x', rules: [member] })).toThrow(
      new ModelError('own', 'is of kind detector, for which this program has no compiler'),
    );
    expect(() => modelOf({ name: 'odd', when: 'temprature > 90' })).toThrow(/^odd: .*temprature/);
    expect(() => modelOf({}, {})).toThrow(new ModelError('hot', 'two members have this name'));
  });
});
