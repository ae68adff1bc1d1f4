import { checkMetrics, type Metrics } from './check-metrics.ts';
import { parseTime } from './parse-time.ts';
import { accept, type Parsed, reject } from './rejection.ts';
import type { DeviceType } from './schemas/device-type.ts';
import type { TelemetryReading } from './schemas/telemetry.ts';

/** How far a device's clock may be ahead; the store takes nothing later (Timestream quotas, "Future ingestion window"). */
export const FUTURE_TOLERANCE_MS = 15 * 60_000;

/** A reading that may be stored and decided on. */
export interface Reading {
  /** Its place in the message. */
  readonly index: number;
  /** Epoch ms: by the device's clock if `timed`, else when the message was received. */
  readonly time: number;
  readonly timed: boolean;
  readonly seq?: number;
  readonly metrics: Metrics;
}

export interface ReadingContext {
  readonly deviceType: DeviceType;
  /** Epoch ms: the only *now* there is here. */
  readonly receivedAt: number;
  /** A reading taken longer than this before `receivedAt` is refused; undefined: none is too old. */
  readonly maxAgeMs?: number | undefined;
}

const checkTime = (
  time: number,
  { receivedAt, maxAgeMs = Number.POSITIVE_INFINITY }: ReadingContext,
): Parsed<number> => {
  const aheadMs = time - receivedAt;
  if (aheadMs > FUTURE_TOLERANCE_MS) return reject('TIME_IN_FUTURE', `taken ${aheadMs} ms after it was received`);
  if (-aheadMs > maxAgeMs) return reject('TIME_TOO_OLD', `taken ${-aheadMs} ms before it was received`);
  return accept(time);
};

/** Refuses with INVALID_SHAPE, TIME_IN_FUTURE, TIME_TOO_OLD, UNKNOWN_METRIC, METRIC_TYPE or METRIC_RANGE. */
export const parseReading = (reading: TelemetryReading, index: number, context: ReadingContext): Parsed<Reading> => {
  const time = reading.time === undefined ? context.receivedAt : parseTime(reading.time);
  if (time === undefined) {
    return reject('INVALID_SHAPE', `time ${JSON.stringify(reading.time)} is neither epoch ms nor RFC 3339`);
  }
  const checkedTime = checkTime(time, context);
  if (!checkedTime.ok) return checkedTime;
  const metrics = checkMetrics(reading.metrics, context.deviceType);
  if (!metrics.ok) return metrics;
  const seq = reading.seq === undefined ? {} : { seq: reading.seq };
  return accept({ index, time, timed: reading.time !== undefined, ...seq, metrics: metrics.value });
};
