import type { StreamItem } from '@signalbox/lambda-kit';
import type { RawLine } from './raw-line.ts';

/** A record that two versions are asked about: its bytes as they came, and whose it is, as far as its topic tells. */
export interface AskedRecord extends StreamItem {
  readonly fleet: string;
  readonly deviceId: string;
  /** Epoch ms. */
  readonly receivedAt: number;
}

const bytesOf = ({ shardId: _shard, sequenceNumber: _number, partitionKey: _key, ...record }: RawLine): Buffer =>
  record['type'] === 'unreadable' && typeof record['data'] === 'string'
    ? Buffer.from(record['data'], 'base64')
    : Buffer.from(JSON.stringify(record));

const membersOf = (data: Buffer): Readonly<Record<string, unknown>> => {
  try {
    const value: unknown = JSON.parse(data.toString());
    return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
  } catch {
    return {};
  }
};

const named = (value: unknown): string => (typeof value === 'string' && value !== '' ? value : 'unknown');

/** The record that a line holds, as the stream gave it. */
export const askedRecordOf = (line: RawLine): AskedRecord => {
  const { shardId, sequenceNumber, receivedAt: arrivedAt, partitionKey } = line;
  const data = bytesOf(line);
  const members = membersOf(data);
  const levels = typeof members['topic'] === 'string' ? members['topic'].split('/') : undefined;
  const deviceId = named(levels ? levels[2] : members['deviceId']);
  return {
    ...{ shardId, sequenceNumber, arrivedAt, data, deviceId },
    partitionKey: typeof partitionKey === 'string' ? partitionKey : deviceId,
    fleet: named(levels ? levels[1] : members['fleet']),
    receivedAt: typeof members['receivedAt'] === 'number' ? members['receivedAt'] : arrivedAt,
  };
};
