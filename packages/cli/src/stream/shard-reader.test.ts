import {
  ExpiredIteratorException,
  GetRecordsCommand,
  GetShardIteratorCommand,
  ProvisionedThroughputExceededException,
} from '@aws-sdk/client-kinesis';
import { expect, test } from 'vitest';
import { readShard, type ShardStart } from './shard-reader.ts';

type Answer = Error | { readonly numbers?: readonly string[]; readonly behind?: number; readonly ends?: boolean };

const failure = (Type: typeof ExpiredIteratorException | typeof ProvisionedThroughputExceededException) =>
  new Type({ message: 'no', $metadata: {} });

/** Reads a shard that gives these answers, one after the other, by a clock that stands at 1000. */
const read = async (answers: readonly Answer[], start: ShardStart, refusals: readonly Error[] = []) => {
  const left = [...answers];
  const refusing = [...refusals];
  const starts: unknown[] = [];
  const seen: string[] = [];
  const progress: number[] = [];
  const stop = new AbortController();
  const send = async (command: unknown) => {
    if (command instanceof GetShardIteratorCommand) {
      const { ShardIteratorType, StartingSequenceNumber, Timestamp } = command.input;
      starts.push([ShardIteratorType, StartingSequenceNumber ?? Timestamp?.getTime()]);
      const refusal = refusing.shift();
      if (refusal !== undefined) throw refusal;
      return { ShardIterator: `iterator-${starts.length}` };
    }
    if (!(command instanceof GetRecordsCommand)) throw new Error('another command');
    const answer = left.shift();
    if (answer === undefined) throw new Error('read too often');
    if (answer instanceof Error) throw answer;
    const { behind = 0, ends = false, numbers = [] } = answer;
    return {
      Records: numbers.map((SequenceNumber) => ({ SequenceNumber, PartitionKey: 'p', Data: Buffer.from('d') })),
      MillisBehindLatest: behind,
      NextShardIterator: ends ? undefined : 'next',
    };
  };
  await readShard({ send } as never, {
    ...{ stream: 's', shardId: 'shard-0', start, now: () => 1000, signal: stop.signal, pauseMs: 1 },
    onRecords: (records) => void seen.push(...records.map(({ sequenceNumber }) => sequenceNumber)),
    onProgress: (until) => progress.push(until),
  });
  return { starts, seen, progress, left };
};

test('reads a shard that was closed to its end, and says how far it is', async () => {
  const answers = [{ numbers: ['1', '2'], behind: 400 }, {}, { numbers: ['3'], ends: true }];
  expect(await read(answers, { type: 'beginning' })).toEqual({
    starts: [['TRIM_HORIZON', undefined]],
    seen: ['1', '2', '3'],
    progress: [600, 1000, 1000],
    left: [],
  });
});

test('goes on behind the last record when its iterator has expired, and where it began if there was none', async () => {
  const expired = failure(ExpiredIteratorException);
  const { starts, seen } = await read([{}, expired, { numbers: ['1'] }, expired, { numbers: ['2'], ends: true }], {
    type: 'end',
  });
  expect(starts).toEqual([
    ['LATEST', undefined],
    ['AT_TIMESTAMP', 1000],
    ['AFTER_SEQUENCE_NUMBER', '1'],
  ]);
  expect(seen).toEqual(['1', '2']);
  const again = await read([{}, expired, { numbers: ['1'], ends: true }], { type: 'at', time: 500 });
  expect(again.starts).toEqual([
    ['AT_TIMESTAMP', 500],
    ['AT_TIMESTAMP', 500],
  ]);
});

test('waits when there are too many readers; every other error is the end', async () => {
  const busy = failure(ProvisionedThroughputExceededException);
  expect((await read([busy, busy, { numbers: ['1'], ends: true }], { type: 'end' })).seen).toEqual(['1']);
  const begun = await read([{ numbers: ['1'], ends: true }], { type: 'end' }, [busy, busy]);
  expect(begun).toMatchObject({
    seen: ['1'],
    starts: [
      ['LATEST', undefined],
      ['LATEST', undefined],
      ['LATEST', undefined],
    ],
  });
  await expect(read([new Error('gone')], { type: 'end' })).rejects.toThrow('gone');
  await expect(read([], { type: 'end' }, [new Error('gone')])).rejects.toThrow('gone');
});
