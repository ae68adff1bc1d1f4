import validateAlarm from '../generated/alarm-record.js';
import validateSettings from '../generated/settings-record.js';
import validateTelemetry from '../generated/telemetry-record.js';
import validateTick from '../generated/tick-record.js';
import { type Contract, contract, union } from './contract.ts';
import { partitionKeyOf } from './partition-key.ts';
import { type AlarmRecord, alarmRecordSchema } from './schemas/alarm-record.ts';
import { type SettingsRecord, settingsRecordSchema } from './schemas/settings-record.ts';
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
const settingsRecord = contract<SettingsRecord>('SettingsRecord', settingsRecordSchema, validateSettings);
const alarmRecord = contract<AlarmRecord>('AlarmRecord', alarmRecordSchema, validateAlarm);

const contractOf = (type: unknown): Contract<StreamRecord> => {
  if (type === 'tick') return tickRecord;
  if (type === 'settings') return settingsRecord;
  return type === 'alarm' ? alarmRecord : telemetryRecord;
};

/** Anything on the telemetry stream; `type` tells which, and telemetry may go without. */
export const streamRecord = union<StreamRecord>('StreamRecord', streamRecordSchema, ({ type }) => contractOf(type));

/** Whether a record is what a device said; all others are about one. */
export const isTelemetry = (record: StreamRecord): record is TelemetryRecord =>
  record.type === undefined || record.type === 'telemetry';

/** The partition key under which a record keeps its place among those of its device. */
export const partitionKeyOfRecord = (record: StreamRecord): string =>
  isTelemetry(record) ? partitionKeyOf(record.topic) : record.deviceId;
