import { describe, expect, it } from 'vitest';
import { restoreState, StateError } from './restore-state.ts';
import { initialState } from './state.ts';
import { message, modelOf, run, speeds, tick } from './step.fixture.ts';

const position = { shardId: 'shardId-0', sequenceNumber: '1' };
const first = (rules: unknown) => ({ schemaVersion: 1, now: 1000, position, mark: { seq: 1, time: 900 }, rules });

describe('restoreState', () => {
  it('takes a state of this version as it is', () => {
    expect(restoreState({ ...initialState, now: 5 })).toEqual({ ...initialState, now: 5 });
  });

  it('goes on from a state of the first version: what was set is active', () => {
    const state = restoreState(first({ hot: { status: 'SET', since: 900 } }));
    expect(state).toMatchObject({ schemaVersion: 2, now: 1000, position, mark: { seq: 1, time: 900 } });
    expect(state).not.toHaveProperty('rules');
    expect(speeds(run(modelOf({}), [message(2, 2000, 85), message(3, 3000, 70)], state))).toEqual([0]);
  });

  it('goes on from a state of the first version: what was held is pending until then', () => {
    const state = restoreState(first({ hot: { status: 'HOLDING', dueAt: 5000, value: 95 } }));
    const holding = modelOf({ forMs: 4500 });
    expect(run(holding, [tick(2, 9000)], state).decisions).toMatchObject([{ decidedAt: 5000 }]);
    expect(run(holding, [message(2, 2000, 70), tick(3, 9000)], state).decisions).toEqual([]);
  });

  it('refuses any other', () => {
    expect(() => restoreState({ schemaVersion: 3, now: 0, machines: {} })).toThrow(StateError);
    expect(() => restoreState(null)).toThrow(StateError);
  });
});
