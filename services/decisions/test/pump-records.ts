import {
  type EngineRecord,
  type Machine,
  type Model,
  prepare,
  type Rule,
  type RuleSet,
  type SetMember,
} from '@signalbox/decision-engine';

const fan = (speed: number) => ({ command: { name: 'set-fan', parameters: { speed } } });

/** Fan at 100 from 90 °C (or the device's `limit`), at 0 below 80 °C. */
export const fanRule: Rule = {
  kind: 'rule',
  name: 'hot',
  severity: 'warning',
  deviceTypes: ['pump'],
  metrics: { temperature: 'number' },
  parameters: { limit: { value: 90, setting: 'limit' } },
  when: 'temperature >= limit',
  clear: 'temperature < 80',
  ...{ forMs: 0, cooldownMs: 0, maxAgeMs: 60_000, acknowledge: false, enabled: true },
  // biome-ignore lint/suspicious/noThenProperty: a rule is no promise
  then: [fan(100)],
  onClear: [fan(0)],
};

/** {@link fanRule} alone; `overrides` say otherwise. */
export const fanRules = (overrides: Partial<Rule> = {}): RuleSet => ({
  name: 'default',
  hash: 'abc',
  rules: [{ ...fanRule, ...overrides }],
});

/** {@link fanRules}, ready to run. */
export const fanModel = (overrides: Partial<Rule> = {}): Model => prepare(fanRules(overrides));

/** What a machine of a test does with what it is told. */
type On = Machine['on'];

/** Machines of any behaviour, by name (`fan`: {@link fanRule}). */
export const modelOf = (machines: Readonly<Record<string, On | 'fan'>>): Model => {
  const rules = Object.entries(machines).map(
    ([name, on]): SetMember =>
      on === 'fan' ? fanRule : { kind: 'detector', name, deviceTypes: ['pump'], inputs: {}, definition: {} },
  );
  return prepare(
    { ...fanRules(), rules },
    { detector: ({ name }) => ({ kind: 'detector', name, deviceTypes: ['pump'], on: machines[name] as On }) },
  );
};

const base = (sequence: number, deviceId: string) => ({
  ...{ deviceId, fleet: 'demo', receivedAt: 1000 * sequence },
  position: { shardId: 'shardId-0', sequenceNumber: String(sequence) },
});

/** One message with these temperatures, received at `1000 * sequence`. */
export const reports = (sequence: number, temperatures: readonly number[], deviceId = 'pump-7'): EngineRecord => ({
  ...{ kind: 'telemetry', deviceType: 'pump', ...base(sequence, deviceId) },
  readings: temperatures.map((temperature, index) => ({
    ...{ index, time: 1000 * sequence, timed: true, metrics: { temperature } },
  })),
});

/** The device's limit becomes `limit`; null takes it away. */
export const limits = (sequence: number, limit: number | null): EngineRecord => ({
  ...{ kind: 'settings', ...base(sequence, 'pump-7'), settings: { limit }, by: 'ada' },
});

/** An operation on the alarm of the rule. */
export const operates = (
  sequence: number,
  operation: 'ACKNOWLEDGE' | 'RESET' | 'SNOOZE',
  rule = 'hot',
): EngineRecord => ({
  ...{ kind: 'operation', ...base(sequence, 'pump-7'), rule, operation, by: 'ada' },
  ...(operation === 'SNOOZE' && { snoozeMs: 2500 }),
});

/** Time passes. */
export const ticks = (sequence: number): EngineRecord => ({ kind: 'tick', ...base(sequence, 'pump-7') });
