/** A record as a consumer gets it. */
export interface StreamRecord {
  readonly sequenceNumber: string;
  readonly partitionKey: string;
  readonly data: Uint8Array;
  /** Epoch ms at which the stream took it. */
  readonly arrivedAt: number;
}

/** Where reading begins: after a sequence number, at an end of the stream, or at a time (epoch ms). */
export type ShardPosition =
  | { readonly after: string }
  | { readonly from: 'TRIM_HORIZON' | 'LATEST' }
  | { readonly at: number };

export interface ShardRead {
  readonly records: readonly StreamRecord[];
  /** Where the next read goes on; undefined at the end of a closed shard. */
  readonly next: ShardPosition | undefined;
  readonly millisBehindLatest: number;
}

export interface KinesisPort {
  /**
   * Puts records; resolves when they are on disk (kill -9 safe). Calls made in one turn are written together.
   * @throws AwsError ResourceNotFoundException, ValidationException
   */
  putRecords(
    streamArnOrName: string,
    records: readonly { readonly data: Uint8Array; readonly partitionKey: string }[],
  ): Promise<readonly { readonly shardId: string; readonly sequenceNumber: string }[]>;
  shardIds(streamArnOrName: string): readonly string[];
  read(streamArnOrName: string, shardId: string, position: ShardPosition, limit: number): ShardRead;
  /** Calls `listener` after records came to the shard. Returns the way to stop it. */
  onRecords(streamArnOrName: string, shardId: string, listener: () => void): () => void;
}
