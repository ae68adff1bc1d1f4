import { initialState } from '@signalbox/decision-engine';
import type { ReleasedStates, ReleasedStep } from '@signalbox/decision-engine/release';
import { expect, it } from 'vitest';
import { candidate, decisionAt, stable } from '../test/evidence.ts';
import { ticks } from '../test/pump-records.ts';
import { evidenceOf } from './evidence-of.ts';
import type { InForce } from './released-rules.ts';

const nothing: ReleasedStep = {
  ...{ states: undefined, changed: false, actions: [], otherActions: [], duplicates: 0, outdated: 0, ignored: 0 },
  ...{ failures: [], otherFailures: [] },
};

/** The device is in the cohort from 100 s on. */
const force: InForce = {
  sets: { seq: 3, live: candidate, other: stable },
  effectiveAt: 100_000,
  releaseId: 'rules-b-2',
};

const before: ReleasedStates = {
  ...{ seq: 2, live: { hash: stable, state: initialState } },
  other: { hash: candidate, state: initialState },
};

it('says of each decision which set made it, also of timers that were due before the sets changed', () => {
  const step = { ...nothing, actions: [decisionAt(99), decisionAt(100)], otherActions: [decisionAt(98)] };
  const lines = evidenceOf(ticks(100), force, before, step).map(({ line }) => [line.side, line.hash]);
  expect(lines).toEqual([
    ['live', stable],
    ['live', candidate],
    ['other', candidate],
  ]);
  const [line] = evidenceOf(ticks(100), force, undefined, { ...nothing, actions: [decisionAt(99)] });
  expect(line).toMatchObject({
    releaseId: 'rules-b-2',
    position: { sequenceNumber: '100' },
    line: { hash: candidate },
  });
});

it('says once a record what a rule cannot do, and that a whole side failed', () => {
  const failures = ['first', 'second'].map((why) => ({ rule: 'hot', error: new Error(why) }));
  const step = { ...nothing, failures, otherFailures: [{ rule: 'cold', error: 'x'.repeat(900) }], otherFailed: 'gone' };
  expect(evidenceOf(ticks(100), force, before, step).map(({ line }) => line)).toEqual([
    { side: 'failure', hash: candidate, rule: 'hot', deviceId: 'pump-7', message: 'first' },
    { side: 'failure', hash: stable, rule: 'cold', deviceId: 'pump-7', message: 'x'.repeat(500) },
    { side: 'failure', hash: stable, deviceId: 'pump-7', message: 'gone' },
  ]);
  expect(evidenceOf(ticks(100), force, before, nothing)).toEqual([]);
});
