import { hash } from 'node:crypto';
import { AwsError } from '../kernel/aws-error.ts';
import type { Shard, Stream } from './stream.ts';

/** The MD5 of a partition key as 32 hex digits, which compare as the numbers do. */
export const hashKeyOf = (partitionKey: string): string => hash('md5', partitionKey);

/** An ExplicitHashKey (decimal) as 32 hex digits. @throws AwsError InvalidArgumentException */
export const readHashKey = (decimal: string): string => {
  const value = /^(0|[1-9]\d{0,38})$/.test(decimal) ? BigInt(decimal) : -1n;
  if (value >= 0n && value < 2n ** 128n) return value.toString(16).padStart(32, '0');
  throw new AwsError(
    'InvalidArgumentException',
    `Invalid ExplicitHashKey. ExplicitHashKey must be in the range: [0, 2^128-1]. Specified value was ${decimal}`,
  );
};

/** The shard that a hash key leads to. */
export const shardFor = ({ shards, name }: Stream, hashKey: string): Shard => {
  const shard = shards.find(({ startHash, endHash }) => startHash <= hashKey && hashKey <= endHash);
  if (shard === undefined) throw new Error(`no shard of ${name} has the hash key ${hashKey}`);
  return shard;
};
