import type { KinesisPort, ShardPosition, StreamRecord } from '../../ports/kinesis.ts';

/** A stream in memory, with as many shards as are put to. */
export interface FakeStream {
  readonly port: KinesisPort;
  put(
    shardId: string,
    records: readonly { readonly key: string; readonly value: unknown; readonly arrivedAt?: number }[],
  ): void;
}

const indexOf = (records: readonly StreamRecord[], position: ShardPosition): number => {
  if ('after' in position) return records.findIndex((record) => BigInt(record.sequenceNumber) > BigInt(position.after));
  if ('at' in position) return records.findIndex((record) => record.arrivedAt >= position.at);
  return position.from === 'LATEST' ? -1 : 0;
};

export const createFakeStream = (shardIds: readonly string[]): FakeStream => {
  const shards = new Map<string, StreamRecord[]>(shardIds.map((id) => [id, []]));
  const listeners = new Map<string, Set<() => void>>(shardIds.map((id) => [id, new Set()]));
  let sequence = 0;
  return {
    port: {
      putRecords: async () => [],
      shardIds: () => shardIds,
      read: (_stream, shardId, position, limit) => {
        const all = shards.get(shardId) ?? [];
        const from = indexOf(all, position);
        const records = from < 0 ? [] : all.slice(from, from + limit);
        const last = records.at(-1);
        return { records, next: last === undefined ? position : { after: last.sequenceNumber }, millisBehindLatest: 0 };
      },
      onRecords: (_stream, shardId, listener) => {
        listeners.get(shardId)?.add(listener);
        return () => void listeners.get(shardId)?.delete(listener);
      },
    },
    put: (shardId, records) => {
      for (const { key, value, arrivedAt = Date.now() } of records) {
        sequence += 1;
        const data = Buffer.from(JSON.stringify(value));
        shards.get(shardId)?.push({ sequenceNumber: String(sequence), partitionKey: key, data, arrivedAt });
      }
      for (const listener of listeners.get(shardId) ?? []) listener();
    },
  };
};
