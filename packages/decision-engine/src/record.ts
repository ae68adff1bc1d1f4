import type { Reading } from '@signalbox/contracts';
import type { Scalar } from './json.ts';
import type { Position } from './position.ts';

interface RecordBase {
  readonly position: Position;
  /** Epoch milliseconds at which the cloud received what the record carries. */
  readonly receivedAt: number;
  readonly deviceId: string;
  readonly fleet: string;
}

/** Telemetry of one message; its readings are applied in the order of the message. */
export interface TelemetryRecord extends RecordBase {
  readonly kind: 'telemetry';
  readonly deviceType: string;
  readonly readings: readonly Reading[];
}

/** Time has passed: nothing else. It fires the timers that `receivedAt` has reached. */
export interface TickRecord extends RecordBase {
  readonly kind: 'tick';
}

/** Somebody set up the device: each setting takes its new value, null removes it, others stay. */
export interface SettingsRecord extends RecordBase {
  readonly kind: 'settings';
  readonly settings: Readonly<Record<string, Scalar | null>>;
  readonly by: string;
}

export type Operation = 'ACKNOWLEDGE' | 'SNOOZE' | 'ENABLE' | 'DISABLE' | 'RESET';

/** An operator answered the alarm of one rule. */
export interface OperationRecord extends RecordBase {
  readonly kind: 'operation';
  readonly rule: string;
  readonly operation: Operation;
  readonly by: string;
  readonly note?: string;
  /** With SNOOZE only, and always: milliseconds. */
  readonly snoozeMs?: number;
}

/** Everything that may change a decision about a device. */
export type EngineRecord = TelemetryRecord | TickRecord | SettingsRecord | OperationRecord;
