import type { Position } from './position.ts';

/** A measured value as the device sent it; units are those of its device type. */
export type MetricValue = number | boolean | string;

export interface Reading {
  /** Its place in the message. */
  readonly index: number;
  /** Epoch milliseconds: the device's own clock if `timed`, else when the cloud received the message. */
  readonly time: number;
  /** Whether the device sent the time itself. */
  readonly timed: boolean;
  /** The device's counter, by which a message delivered twice is known. */
  readonly seq?: number;
  readonly metrics: Readonly<Record<string, MetricValue>>;
}

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
