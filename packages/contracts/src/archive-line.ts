import validateTelemetry from '../generated/archived-telemetry.js';
import validateTick from '../generated/archived-tick.js';
import validateUnreadable from '../generated/archived-unreadable.js';
import { contract, union } from './contract.ts';
import {
  type ArchivedTelemetry,
  type ArchivedTick,
  type ArchivedUnreadable,
  type ArchiveLine,
  archivedTelemetrySchema,
  archivedTickSchema,
  archivedUnreadableSchema,
  archiveLineSchema,
} from './schemas/archive-line.ts';
import type { StreamRecord } from './schemas/stream-record.ts';

const telemetry = contract<ArchivedTelemetry>('ArchivedTelemetry', archivedTelemetrySchema, validateTelemetry);
const tick = contract<ArchivedTick>('ArchivedTick', archivedTickSchema, validateTick);
const unreadable = contract<ArchivedUnreadable>('ArchivedUnreadable', archivedUnreadableSchema, validateUnreadable);

/** One line of an archive object: a record of the stream as it came, and its position. */
export const archiveLine = union<ArchiveLine>('ArchiveLine', archiveLineSchema, ({ type }) => {
  if (type === 'unreadable') return unreadable;
  return type === 'tick' ? tick : telemetry;
});

/** The stream record that a line holds; undefined if it held none that could be read. */
export const recordOfArchiveLine = (line: ArchiveLine): StreamRecord | undefined => {
  if (line.type === 'unreadable') return undefined;
  const { shardId: _shard, sequenceNumber: _sequence, ...record } = line;
  return record as StreamRecord;
};
