import type { Decision } from '@signalbox/contracts';
import {
  type DeviceState,
  type EngineRecord,
  initialState,
  type Model,
  nextDueAt,
  type RuleFailure,
  type Scalar,
  step,
} from '@signalbox/decision-engine';

/** What the rules make of something. */
export interface TrialOutcome {
  readonly deviceId: string;
  readonly decisions: readonly Decision[];
  readonly failures: readonly RuleFailure[];
}

/** Rules that are tried on records: they remember what they must, and what they decide is only told. */
export interface Trial {
  readonly devices: number;
  /** A record, in its place on the stream. */
  apply(record: EngineRecord): TrialOutcome;
  /** Time has gone on to `until`, epoch ms: the timers that are due by then fire, at their due times. */
  letTimePass(until: number): readonly TrialOutcome[];
}

/** The settings that a device has when the trial begins. */
export type SettingsOf = (deviceId: string) => Readonly<Record<string, Scalar>> | undefined;

interface Device {
  readonly fleet: string;
  readonly state: DeviceState;
}

/** No shard of a stream, so that a tick of ours hides no record from the device. */
const ownShard = 'trial';

export const createTrial = (model: Model, settingsOf: SettingsOf = () => undefined): Trial => {
  const devices = new Map<string, Device>();
  let ticks = 0;

  const firstState = (deviceId: string): DeviceState => {
    const settings = settingsOf(deviceId);
    return settings === undefined ? initialState : { ...initialState, settings };
  };

  const apply = (record: EngineRecord): TrialOutcome => {
    const { deviceId, fleet } = record;
    const before = devices.get(deviceId)?.state ?? firstState(deviceId);
    const { actions: decisions, failures, state } = step(model, before, record);
    devices.set(deviceId, { fleet, state });
    return { deviceId, decisions, failures };
  };

  const tick = (deviceId: string, fleet: string, receivedAt: number): TrialOutcome => {
    ticks += 1;
    const position = { shardId: ownShard, sequenceNumber: String(ticks) };
    return apply({ kind: 'tick', fleet, deviceId, receivedAt, position });
  };

  return {
    get devices() {
      return devices.size;
    },
    apply,
    letTimePass: (until) =>
      [...devices]
        .filter(([, { state }]) => (nextDueAt(state) ?? Number.POSITIVE_INFINITY) <= until)
        .map(([deviceId, { fleet }]) => tick(deviceId, fleet, until)),
  };
};
