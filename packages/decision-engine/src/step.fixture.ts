import type { Decision, Reading } from '@signalbox/contracts';
import type { Model } from './model.ts';
import { prepare } from './prepare.ts';
import type { EngineRecord, OperationRecord, SettingsRecord, TelemetryRecord } from './record.ts';
import { restoreState } from './restore-state.ts';
import type { Rule, RuleAction } from './rules/rule.ts';
import { type DeviceState, initialState } from './state.ts';
import { step } from './step.ts';

export const command = (speed: number | string): RuleAction => ({
  command: { name: 'set-fan', parameters: { speed } },
});

/** What a rule does when it becomes active. */
export const doing = (...actions: RuleAction[]): Pick<Rule, 'then'> => ({
  // biome-ignore lint/suspicious/noThenProperty: what people write in a rule
  then: actions,
});

/** Hot from 90 on, until below 80. */
export const hot: Rule = {
  kind: 'rule',
  name: 'hot',
  severity: 'warning',
  deviceTypes: ['pump'],
  parameters: {},
  metrics: { temperature: 'number', running: 'boolean', mode: 'string', pressure: 'number' },
  when: 'temperature >= 90',
  clear: 'temperature < 80',
  forMs: 0,
  cooldownMs: 0,
  maxAgeMs: 60_000,
  acknowledge: false,
  enabled: true,
  ...doing(command(100)),
  onClear: [command(0)],
};

/** `hot` with other members; one that is undefined is left out. */
export const ruleOf = (changes: { readonly [Member in keyof Rule]?: Rule[Member] | undefined }): Rule =>
  Object.fromEntries(Object.entries({ ...hot, ...changes }).filter(([, value]) => value !== undefined)) as never;

export const modelOf = (...rules: Parameters<typeof ruleOf>[0][]): Model =>
  prepare({ name: 'demo', hash: 'x', rules: rules.map(ruleOf) });

const base = (sequence: number | string, receivedAt: number) => ({
  position: { shardId: 'shardId-0', sequenceNumber: String(sequence) },
  ...{ receivedAt, deviceId: 'pump-7', fleet: 'demo' },
});

type Metrics = Reading['metrics'];

const metricsOf = (value: number | Metrics): Metrics => (typeof value === 'number' ? { temperature: value } : value);

/** A message of one pump: one reading for each temperature or set of metrics, taken when received unless `reading` says otherwise. */
export const message = (
  sequence: number | string,
  receivedAt: number,
  values: number | Metrics | readonly (number | Metrics)[],
  reading: Partial<Reading> = {},
): TelemetryRecord => ({
  ...base(sequence, receivedAt),
  kind: 'telemetry',
  deviceType: 'pump',
  readings: ([values].flat() as (number | Metrics)[]).map((value, index) => ({
    ...{ index, time: receivedAt, timed: true, metrics: metricsOf(value) },
    ...reading,
  })),
});

export const tick = (sequence: number | string, receivedAt: number): EngineRecord => ({
  ...base(sequence, receivedAt),
  kind: 'tick',
});

export const settings = (
  sequence: number | string,
  receivedAt: number,
  changed: SettingsRecord['settings'],
): SettingsRecord => ({ ...base(sequence, receivedAt), kind: 'settings', settings: changed, by: 'ann' });

export const operation = (
  sequence: number | string,
  receivedAt: number,
  name: OperationRecord['operation'],
  more: Partial<OperationRecord> = {},
): OperationRecord => ({
  ...base(sequence, receivedAt),
  ...{ kind: 'operation', rule: 'hot', operation: name, by: 'ann' },
  ...more,
});

export interface Run {
  readonly state: DeviceState;
  readonly decisions: readonly Decision[];
  readonly changed: boolean;
  readonly failures: readonly string[];
}

/** Applies records one after the other. */
export const run = (model: Model, records: readonly EngineRecord[], from: DeviceState = initialState): Run => {
  let state = from;
  let changed = false;
  const decisions: Decision[] = [];
  const failures: string[] = [];
  for (const record of records) {
    const next = step(model, state, record);
    state = next.state;
    changed ||= next.changed;
    decisions.push(...next.actions);
    failures.push(...next.failures.map(({ error, rule }) => `${rule}: ${String(error)}`));
  }
  return { state, decisions, changed, failures };
};

/** What a save and a load do to a state. */
export const reloaded = (state: DeviceState): DeviceState => restoreState(JSON.parse(JSON.stringify(state)));

/** What was decided, in short: the fan speeds that were asked for. */
export const speeds = ({ decisions }: Run): unknown[] =>
  decisions.map((decision) => ('command' in decision ? decision.command.parameters['speed'] : decision));

/** The same with the device's clock at each. */
export const timeline = (ran: Run): unknown[] =>
  ran.decisions.map(({ decidedAt }, index) => [decidedAt, speeds(ran)[index]]);
