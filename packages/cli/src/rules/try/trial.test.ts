import { type EngineRecord, prepare, type Rule, type RuleSet } from '@signalbox/decision-engine';
import { expect, test } from 'vitest';
import { createTrial } from './trial.ts';

const rule = (more: Partial<Rule>): Rule => ({
  ...{ kind: 'rule', name: 'hot', severity: 'warning', deviceTypes: ['pump'] },
  parameters: { limit: { value: 90, setting: 'limit' } },
  metrics: { temperature: 'number' },
  ...{ when: 'temperature > limit', forMs: 0, cooldownMs: 0, maxAgeMs: 900_000, acknowledge: false, enabled: true },
  // biome-ignore lint/suspicious/noThenProperty: the name of the field
  then: [{ notification: { message: 'hot' } }],
  onClear: [],
  ...more,
});

const trialOf = (more: Partial<Rule>, settings: Record<string, number> = {}) => {
  const ruleSet: RuleSet = { name: 'default', hash: 'h', rules: [rule(more)] };
  return createTrial(prepare(ruleSet), () => settings);
};

const reading = (second: number, temperature: number, deviceId = 'pump-7'): EngineRecord => ({
  ...{ kind: 'telemetry', deviceType: 'pump', fleet: 'demo', deviceId, receivedAt: second * 1000 },
  position: { shardId: 'shardId-0', sequenceNumber: String(second) },
  readings: [{ index: 0, time: second * 1000, timed: false, metrics: { temperature } }],
});

const ids = (outcomes: readonly { readonly decisions: readonly { readonly decisionId: string }[] }[]) =>
  outcomes.flatMap(({ decisions }) => decisions.map(({ decisionId }) => decisionId));

test('ids are those of the place on the stream', () => {
  const trial = trialOf({});
  expect(ids([trial.apply(reading(1, 80)), trial.apply(reading(2, 95))])).toEqual(['hot/pump-7/shardId-0:2#0/0']);
  expect(trial.devices).toBe(1);
});

test('a timer fires at its due time, once time has come so far, and hides no later record', () => {
  const trial = trialOf({ forMs: 60_000 });
  trial.apply(reading(1, 95));
  expect(ids(trial.letTimePass(60_999))).toEqual([]);
  expect(ids(trial.letTimePass(75_000))).toEqual(['hot/pump-7/for@61000/0']);
  expect(ids(trial.letTimePass(90_000))).toEqual([]);
  expect(ids([trial.apply(reading(91, 50)), trial.apply(reading(92, 95))])).toEqual([]);
  expect(ids(trial.letTimePass(160_000))).toEqual(['hot/pump-7/for@152000/0']);
});

test('each device has its state, and begins with the settings that it has', () => {
  const trial = trialOf({}, { limit: 99 });
  expect(ids([trial.apply(reading(1, 95)), trial.apply(reading(2, 100, 'pump-8'))])).toEqual([
    'hot/pump-8/shardId-0:2#0/0',
  ]);
});
