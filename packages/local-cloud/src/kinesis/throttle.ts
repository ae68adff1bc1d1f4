import { AwsError } from '../kernel/aws-error.ts';
import type { Stream } from './stream.ts';

/** Counts what a shard was given or asked within the running second of the cloud. */
export interface Throttle {
  /** Takes a record of `bytes` into the shard's second. @returns whether it still fits */
  admitsWrite(stream: Stream, shard: string, bytes: number): boolean;
  /** @throws AwsError ProvisionedThroughputExceededException for more than five reads a second of a shard */
  admitRead(stream: Stream, shardId: string, shard: string): void;
}

interface Second {
  readonly startedAt: number;
  bytes: number;
  records: number;
  reads: number;
}

const mebibyte = 1024 ** 2;

export const throughputExceeded = (stream: Stream, shardId: string, accountId: string): AwsError =>
  new AwsError(
    'ProvisionedThroughputExceededException',
    `Rate exceeded for shard ${shardId} in stream ${stream.name} under account ${accountId}.`,
  );

/**
 * Writes to a shard of a PROVISIONED stream: 1 MiB or 1,000 records a second. ON_DEMAND streams take what comes: AWS gives
 * them twice their highest write rate of 30 days and scales on, which a cloud on a laptop need not imitate by refusing.
 * Sources: https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html,
 * https://docs.aws.amazon.com/streams/latest/dev/how-do-i-size-a-stream.html
 */
export const createThrottle = (now: () => number, accountId: string, isOn: boolean): Throttle => {
  const seconds = new Map<string, Second>();
  const secondOf = (shard: string): Second => {
    const known = seconds.get(shard);
    if (known !== undefined && now() - known.startedAt < 1000) return known;
    const second = { startedAt: now(), bytes: 0, records: 0, reads: 0 };
    seconds.set(shard, second);
    return second;
  };
  return {
    admitsWrite: ({ mode }, shard, bytes) => {
      if (!isOn || mode === 'ON_DEMAND') return true;
      const second = secondOf(shard);
      if (second.records >= 1000 || second.bytes + bytes > mebibyte) return false;
      second.records += 1;
      second.bytes += bytes;
      return true;
    },
    admitRead: (stream, shardId, shard) => {
      if (!isOn) return;
      const second = secondOf(shard);
      if (second.reads >= 5) throw throughputExceeded(stream, shardId, accountId);
      second.reads += 1;
    },
  };
};
