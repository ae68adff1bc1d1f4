import {
  type ArchiveLine,
  compareSequenceNumbers,
  partitionKeyOfRecord,
  recordOfArchiveLine,
} from '@signalbox/contracts';
import type { DeviceLines } from '../sandbox/sandbox.ts';

const deviceOf = (line: ArchiveLine): string => {
  const record = recordOfArchiveLine(line);
  return line.partitionKey ?? (record ? partitionKeyOfRecord(record) : 'unknown');
};

/** Within a shard the order of the stream is known; between shards, when the cloud received the record. */
const inOrder = (one: ArchiveLine, other: ArchiveLine): number =>
  one.shardId === other.shardId
    ? compareSequenceNumbers(one.sequenceNumber, other.sequenceNumber)
    : one.receivedAt - other.receivedAt;

/** Records by device, each once and in order. What is of no readable device takes part under its partition key. */
export const byDevice = (lines: readonly ArchiveLine[]): readonly DeviceLines[] => {
  const once = new Map(lines.map((line) => [`${line.shardId} ${line.sequenceNumber}`, line]));
  const devices = Map.groupBy(once.values(), deviceOf);
  return [...devices].map(([deviceId, own]) => ({
    deviceId,
    lines: own.toSorted(inOrder).map((line) => JSON.stringify(line)),
  }));
};
