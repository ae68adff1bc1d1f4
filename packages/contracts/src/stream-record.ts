import validateTelemetry from '../generated/telemetry-record.js';
import validateTick from '../generated/tick-record.js';
import { contract, union } from './contract.ts';
import {
  type StreamRecord,
  streamRecordSchema,
  type TelemetryRecord,
  type TickRecord,
  telemetryRecordSchema,
  tickRecordSchema,
} from './schemas/stream-record.ts';

const telemetryRecord = contract<TelemetryRecord>('TelemetryRecord', telemetryRecordSchema, validateTelemetry);
const tickRecord = contract<TickRecord>('TickRecord', tickRecordSchema, validateTick);

/** Anything on the telemetry stream; `type` tells which, and telemetry may go without. */
export const streamRecord = union<StreamRecord>('StreamRecord', streamRecordSchema, (value) =>
  value['type'] === 'tick' ? tickRecord : telemetryRecord,
);

export const isTick = (record: StreamRecord): record is TickRecord => record.type === 'tick';
