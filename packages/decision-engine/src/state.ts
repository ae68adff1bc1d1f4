import type { Scalar } from './json.ts';
import type { MachineState } from './machine.ts';
import type { Position } from './position.ts';

/** The newest reading by the device's own counter: what comes at or before it came before. */
export interface SequenceMark {
  readonly seq: number;
  readonly time: number;
}

/** All that is remembered of a device under a rule set. Plain JSON. */
export interface DeviceState {
  readonly schemaVersion: 2;
  /** The device's clock, epoch ms: the highest `receivedAt` of the records that changed the state. */
  readonly now: number;
  /** The last record that changed the state. */
  readonly position?: Position;
  readonly mark?: SequenceMark;
  /** From settings records. */
  readonly settings?: Readonly<Record<string, Scalar>>;
  /** By name of the rule. A machine with nothing to remember has no entry, so that a device that is well needs no room. */
  readonly machines: Readonly<Record<string, MachineState>>;
}

export const initialState: DeviceState = { schemaVersion: 2, now: 0, machines: {} };

/** When the device's next timer is due, epoch ms; undefined when it has none. */
export const nextDueAt = (state: DeviceState): number | undefined => {
  let next: number | undefined;
  for (const { timers } of Object.values(state.machines)) {
    for (const due of Object.values(timers ?? {})) if (next === undefined || due < next) next = due;
  }
  return next;
};

/** Bytes that the state takes as JSON in UTF-8. */
export const stateBytes = (state: DeviceState): number => Buffer.byteLength(JSON.stringify(state));
