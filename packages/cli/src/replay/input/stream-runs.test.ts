import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  GetRecordsCommand,
  GetShardIteratorCommand,
  InvalidArgumentException,
  KinesisServiceException,
  ListShardsCommand,
} from '@aws-sdk/client-kinesis';
import type { ObjectRange } from '@signalbox/contracts';
import { expect, test } from 'vitest';
import { withTemporaryDirectory } from '../temporary-directory.ts';
import { type StreamOptions, type StreamProgress, streamRuns } from './stream-runs.ts';

const hourMs = 3_600_000;
const noon = Date.UTC(2026, 10, 23, 12);

interface Answer {
  /** Sequence numbers, and when the records arrived. */
  readonly records?: readonly (readonly [string, number])[];
  readonly behind?: number;
}

interface Case {
  /** By shard. A shard that is asked once more than it has answers fails the test. */
  readonly answers: Readonly<Record<string, readonly (Answer | Error)[]>>;
  readonly last?: Readonly<Record<string, string>>;
  readonly range?: Partial<StreamOptions['range']>;
  readonly refuseNumber?: boolean;
  readonly signal?: AbortSignal;
}

const telemetry = (receivedAt: number) =>
  Buffer.from(JSON.stringify({ payload: 'e30=', topic: 'dt/demo/p/telemetry', clientId: 'p', receivedAt }));

const streamOf = ({ answers, refuseNumber }: Case) => {
  const left = new Map(Object.entries(answers).map(([shard, all]) => [shard, [...all]]));
  const starts: unknown[] = [];
  const send = async (command: unknown): Promise<unknown> => {
    if (command instanceof ListShardsCommand) return { Shards: [...left.keys()].map((ShardId) => ({ ShardId })) };
    if (command instanceof GetShardIteratorCommand) {
      const { ShardId, ShardIteratorType, StartingSequenceNumber, Timestamp } = command.input;
      starts.push([ShardId, ShardIteratorType, StartingSequenceNumber ?? Timestamp?.getTime()]);
      if (refuseNumber === true && StartingSequenceNumber !== undefined) {
        throw new InvalidArgumentException({ message: 'not of this stream', $metadata: {} });
      }
      return { ShardIterator: ShardId };
    }
    if (!(command instanceof GetRecordsCommand)) throw new Error('another command');
    const { ShardIterator: shard = '' } = command.input;
    const answer = left.get(shard)?.shift();
    if (answer === undefined) throw new Error(`${shard} was read too often`);
    if (answer instanceof Error) throw answer;
    return {
      Records: (answer.records ?? []).map(([SequenceNumber, arrivedAt]) => ({
        ...{ SequenceNumber, PartitionKey: 'p', Data: telemetry(arrivedAt) },
        ApproximateArrivalTimestamp: new Date(arrivedAt),
      })),
      MillisBehindLatest: answer.behind ?? 0,
      NextShardIterator: shard,
    };
  };
  return { starts, left, client: { send } as never };
};

const read = (each: Case) =>
  withTemporaryDirectory(async (temporary) => {
    const { client, left, starts } = streamOf(each);
    const told: StreamProgress[] = [];
    const lastObjects = new Map<string, ObjectRange>(
      Object.entries(each.last ?? {}).map(([shardId, lastSequenceNumber]) => [
        shardId,
        { shardId, arrivedAt: noon - hourMs, firstSequenceNumber: '1', lastSequenceNumber },
      ]),
    );
    const { lines, runs } = await streamRuns(client, {
      ...{ stream: 'telemetry', lastObjects, temporary, now: () => noon, pauseMs: 1 },
      range: { from: noon - 5 * hourMs, to: undefined, ...each.range },
      signal: each.signal ?? new AbortController().signal,
      onProgress: (progress) => told.push(progress),
    });
    const texts = await Promise.all(
      runs.map(async ({ first }) => [first, await readFile(join(temporary, `stream-${first?.shardId}`), 'utf8')]),
    );
    return { runs, lines, texts, starts, left: [...left.values()].flat(), told };
  });

test('reads each shard from behind what is archived of it, or from the beginning of the range, up to now', async () => {
  const { left, lines, runs, starts, texts, told } = await read({
    answers: {
      a: [{ records: [['8', noon - 2000]], behind: 1000 }, { behind: 500 }, { records: [['9', noon]] }],
      b: [{ records: [['3', noon - 1000]] }],
      c: [{}],
    },
    last: { a: '7' },
  });
  expect(starts).toEqual([
    ['a', 'AFTER_SEQUENCE_NUMBER', '7'],
    ['b', 'AT_TIMESTAMP', noon - 5 * hourMs - 60_000],
    ['c', 'AT_TIMESTAMP', noon - 5 * hourMs - 60_000],
  ]);
  expect({ left, lines }).toEqual({ left: [], lines: 3 });
  expect(runs.map(({ name }) => name).toSorted()).toEqual(['telemetry/a', 'telemetry/b']);
  const [, text] = texts.find(([first]) => (first as { shardId: string }).shardId === 'a') ?? [];
  const line = { payload: 'e30=', topic: 'dt/demo/p/telemetry', clientId: 'p' };
  expect(text).toBe(
    [
      { shardId: 'a', sequenceNumber: '8', ...line, receivedAt: noon - 2000 },
      { shardId: 'a', sequenceNumber: '9', ...line, receivedAt: noon },
    ]
      .map((each) => `${JSON.stringify(each)}\n`)
      .join(''),
  );
  expect(told.at(-1)).toEqual({ phase: 'streaming', shardsRead: 3, shards: 3, lines: 3 });
});

test('reads no further than the end of the range, and keeps nothing behind it', async () => {
  const { left, lines } = await read({
    answers: {
      a: [
        { records: [['1', noon - 3 * hourMs]], behind: 3 * hourMs },
        {
          records: [
            ['2', noon - 2 * hourMs - 1],
            ['3', noon - hourMs],
          ],
          behind: hourMs,
        },
      ],
    },
    range: { to: noon - 2 * hourMs },
  });
  expect({ left, lines }).toEqual({ left: [], lines: 2 });
});

test('a number of another stream of this name leads to the hour of its object', async () => {
  const { lines, starts } = await read({
    answers: { a: [{ records: [['1', noon - 1000]] }] },
    last: { a: '7' },
    refuseNumber: true,
  });
  expect(starts).toEqual([
    ['a', 'AFTER_SEQUENCE_NUMBER', '7'],
    ['a', 'AT_TIMESTAMP', noon - hourMs - 60_000],
  ]);
  expect(lines).toBe(1);
});

test('a stream that cannot be read is one clear problem, and says the way out', async () => {
  const denied = new KinesisServiceException({
    ...{ name: 'AccessDeniedException', message: 'not you', $fault: 'client', $metadata: {} },
  });
  await expect(read({ answers: { a: [denied], b: [{ behind: 1 }, { behind: 1 }, {}] } })).rejects.toMatchObject({
    code: 'refused-by-aws',
    message: expect.stringMatching(/telemetry cannot be read \(AccessDeniedException: not you\); --archive-only/),
  });
});

test('ends when it is told to, with what it is told', async () => {
  const stopped = new Error('stopped');
  await expect(read({ answers: { a: [] }, signal: AbortSignal.abort(stopped) })).rejects.toBe(stopped);
});
