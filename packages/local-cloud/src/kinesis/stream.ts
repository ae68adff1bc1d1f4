export type StreamMode = 'PROVISIONED' | 'ON_DEMAND';

export interface Shard {
  /** `shardId-000000000000` */
  readonly id: string;
  /** The shards' place in the stream, from 0. */
  readonly index: number;
  /** Hash keys that lead to it, both ends included, as 32 hex digits. */
  readonly startHash: string;
  readonly endHash: string;
}

export interface Stream {
  readonly name: string;
  readonly arn: string;
  readonly mode: StreamMode;
  /** Epoch ms. */
  readonly createdAt: number;
  readonly retentionHours: number;
  readonly shards: readonly Shard[];
  readonly tags: Readonly<Record<string, string>>;
  /** Set: records are said to be encrypted with this KMS key. */
  readonly kmsKeyId?: string | undefined;
}

const hashKeys = 2n ** 128n;

const hex = (value: bigint): string => value.toString(16).padStart(32, '0');

/** Cuts the hash keys into `count` shards of equal width, as a new stream has them. */
export const equalShards = (count: number): readonly Shard[] => {
  const width = hashKeys / BigInt(count);
  return Array.from({ length: count }, (_, index) => ({
    id: `shardId-${String(index).padStart(12, '0')}`,
    index,
    startHash: hex(width * BigInt(index)),
    endHash: hex(index === count - 1 ? hashKeys - 1n : width * BigInt(index + 1) - 1n),
  }));
};

/** A hash key in decimal, as the API writes it. */
export const decimalHash = (hash: string): string => BigInt(`0x${hash}`).toString();
