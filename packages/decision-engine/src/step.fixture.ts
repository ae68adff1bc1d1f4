import type { Decision, Reading } from '@signalbox/contracts';
import type { EngineRecord, TelemetryRecord } from './record.ts';
import type { RuleSet, ThresholdRule } from './rule-set.ts';
import { type DeviceState, initialState, restoreState } from './state.ts';
import { step } from './step.ts';

const command = (speed: number) => ({ command: { name: 'set-fan', parameters: { speed } } });

export const hot: ThresholdRule = {
  kind: 'threshold',
  name: 'hot',
  deviceTypes: ['pump'],
  metric: 'temperature',
  set: { comparison: 'atOrAbove', value: 90 },
  clear: { comparison: 'below', value: 80 },
  holdForMs: 0,
  maxAgeMs: 60_000,
  onSet: [command(100)],
  onClear: [command(0)],
};

export const ruleSetOf = (...rules: Partial<ThresholdRule>[]): RuleSet => ({
  name: 'demo',
  hash: 'x',
  rules: rules.map((rule) => ({ ...hot, ...rule })),
});

const base = (sequence: number | string, receivedAt: number) => ({
  position: { shardId: 'shardId-0', sequenceNumber: String(sequence) },
  ...{ receivedAt, deviceId: 'pump-7', fleet: 'demo' },
});

/** A message of one pump: one reading for each temperature, taken when received unless `reading` says otherwise. */
export const message = (
  sequence: number | string,
  receivedAt: number,
  temperatures: number | readonly number[],
  reading: Partial<Reading> = {},
): TelemetryRecord => ({
  ...base(sequence, receivedAt),
  kind: 'telemetry',
  deviceType: 'pump',
  readings: [temperatures].flat().map((temperature, index) => ({
    ...{ index, time: receivedAt, timed: true, metrics: { temperature } },
    ...reading,
  })),
});

export const tick = (sequence: number, receivedAt: number): EngineRecord => ({
  ...base(sequence, receivedAt),
  kind: 'tick',
});

export interface Run {
  readonly state: DeviceState;
  readonly decisions: readonly Decision[];
  readonly changed: boolean;
}

/** Applies records one after the other. */
export const run = (ruleSet: RuleSet, records: readonly EngineRecord[], from: DeviceState = initialState): Run => {
  let state = from;
  let changed = false;
  const decisions: Decision[] = [];
  for (const record of records) {
    const next = step(ruleSet, state, record);
    state = next.state;
    changed ||= next.changed;
    decisions.push(...next.actions);
  }
  return { state, decisions, changed };
};

/** What a save and a load do to a state. */
export const reloaded = (state: DeviceState): DeviceState => restoreState(JSON.parse(JSON.stringify(state)));

/** What was decided, in short: the fan speeds that were asked for. */
export const speeds = ({ decisions }: Run): unknown[] => decisions.map(({ command }) => command.parameters['speed']);
