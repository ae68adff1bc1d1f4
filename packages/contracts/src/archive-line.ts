import validateAlarm from '../generated/archived-alarm.js';
import validateSettings from '../generated/archived-settings.js';
import validateTelemetry from '../generated/archived-telemetry.js';
import validateTick from '../generated/archived-tick.js';
import validateUnreadable from '../generated/archived-unreadable.js';
import { type Contract, contract, union } from './contract.ts';
import {
  type ArchivedAlarm,
  type ArchivedSettings,
  type ArchivedTelemetry,
  type ArchivedTick,
  type ArchivedUnreadable,
  type ArchiveLine,
  archivedAlarmSchema,
  archivedSettingsSchema,
  archivedTelemetrySchema,
  archivedTickSchema,
  archivedUnreadableSchema,
  archiveLineSchema,
} from './schemas/archive-line.ts';
import type { StreamRecord } from './schemas/stream-record.ts';

const telemetry = contract<ArchivedTelemetry>('ArchivedTelemetry', archivedTelemetrySchema, validateTelemetry);
const tick = contract<ArchivedTick>('ArchivedTick', archivedTickSchema, validateTick);
const settings = contract<ArchivedSettings>('ArchivedSettings', archivedSettingsSchema, validateSettings);
const alarm = contract<ArchivedAlarm>('ArchivedAlarm', archivedAlarmSchema, validateAlarm);
const unreadable = contract<ArchivedUnreadable>('ArchivedUnreadable', archivedUnreadableSchema, validateUnreadable);

const byType: ReadonlyMap<unknown, Contract<ArchiveLine>> = new Map<unknown, Contract<ArchiveLine>>([
  ['tick', tick],
  ['settings', settings],
  ['alarm', alarm],
  ['unreadable', unreadable],
]);

/** One line of an archive object: a record of the stream as it came, and its position. */
export const archiveLine = union<ArchiveLine>(
  'ArchiveLine',
  archiveLineSchema,
  ({ type }) => byType.get(type) ?? telemetry,
);

/** The stream record that a line holds; undefined if it held none that could be read. */
export const recordOfArchiveLine = (line: ArchiveLine): StreamRecord | undefined => {
  if (line.type === 'unreadable') return undefined;
  const { shardId: _shard, sequenceNumber: _sequence, partitionKey: _key, ...record } = line;
  return record as StreamRecord;
};
