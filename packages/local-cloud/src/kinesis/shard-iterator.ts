import { AwsError } from '../kernel/aws-error.ts';

/** A place in a shard, as a client holds it for up to five minutes. */
export interface ShardIterator {
  readonly stream: string;
  readonly shardId: string;
  /** The sequence number behind which to read on. */
  readonly after: string;
  /** Epoch ms. */
  readonly madeAt: number;
}

const lifetimeMs = 300_000;

export const writeIterator = ({ stream, shardId, after, madeAt }: ShardIterator): string =>
  Buffer.from(JSON.stringify([stream, shardId, after, madeAt])).toString('base64');

const decode = (text: string): ShardIterator => {
  try {
    const [stream, shardId, after, madeAt] = JSON.parse(Buffer.from(text, 'base64').toString('utf8')) as [
      string,
      string,
      string,
      number,
    ];
    return { stream, shardId, after, madeAt };
  } catch (cause) {
    throw new AwsError('InvalidArgumentException', 'Invalid ShardIterator.', { cause });
  }
};

/** @throws AwsError InvalidArgumentException, ExpiredIteratorException */
export const readIterator = (text: string, nowMs: number): ShardIterator => {
  const iterator = decode(text);
  if (nowMs - iterator.madeAt <= lifetimeMs) return iterator;
  throw new AwsError(
    'ExpiredIteratorException',
    `Iterator expired. The iterator was created at time ${new Date(iterator.madeAt).toISOString()} while right now it is ${new Date(nowMs).toISOString()} which is further in the future than the tolerated delay of ${lifetimeMs} milliseconds.`,
  );
};
