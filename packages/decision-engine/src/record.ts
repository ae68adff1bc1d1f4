import type { Reading } from '@signalbox/contracts';
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

/** Everything that may change a decision about a device. */
export type EngineRecord = TelemetryRecord | TickRecord;
