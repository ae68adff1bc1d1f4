import { type ArchiveLine, archiveLine, partitionKeyOf } from '@signalbox/contracts';
import { hashOfDevice } from './device-hash.ts';
import { field, fieldsOfLine, type LineBlock } from './line-block.ts';
import type { ShardTable } from './shard-table.ts';

// RFC 8259, section 8.1: JSON between systems is UTF-8.
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** A line that is none of an archive, and why. */
export interface BadLine {
  readonly detail: string;
}

/** Reads a line by the contract. */
export const parseLine = (bytes: Uint8Array): ArchiveLine | BadLine => {
  let value: unknown;
  try {
    // A copy, for the decoder takes no shared memory.
    value = JSON.parse(utf8.decode(Uint8Array.from(bytes)));
  } catch (error) {
    return { detail: error instanceof SyntaxError ? `not JSON: ${error.message}` : 'not UTF-8' };
  }
  const checked = archiveLine.check(value);
  return checked.ok ? checked.value : { detail: checked.detail };
};

/** Whoever the line is about; of one that can be read by nobody, the key that it came under. */
const deviceOf = (line: ArchiveLine): string => {
  if (line.type === 'unreadable') return line.partitionKey;
  return 'topic' in line ? partitionKeyOf(line.topic) : line.deviceId;
};

/** Adds the line from `start` to `end`, of whatever shape, to the block. @returns why it cannot be, undefined if it was */
export const scanOtherLine = (
  block: LineBlock,
  start: number,
  end: number,
  shards: ShardTable,
): BadLine | undefined => {
  const { bytes, count, fields } = block;
  const line = parseLine(bytes.subarray(start, end));
  if ('detail' in line) return line;
  const { receivedAt, sequenceNumber, shardId } = line;
  const sequenceStart = bytes.indexOf(`"${sequenceNumber}"`, start) + 1;
  if (sequenceStart === 0 || sequenceStart > end) return { detail: 'its sequenceNumber is written with escapes' };
  const base = count * fieldsOfLine;
  fields[base + field.start] = start;
  fields[base + field.end] = end;
  fields[base + field.plain] = 0;
  fields[base + field.shard] = shards.indexOf(shardId);
  fields[base + field.sequenceStart] = sequenceStart;
  fields[base + field.sequenceEnd] = sequenceStart + sequenceNumber.length;
  fields[base + field.deviceHash] = hashOfDevice(deviceOf(line));
  block.times[count] = receivedAt;
  block.count = count + 1;
  return undefined;
};
