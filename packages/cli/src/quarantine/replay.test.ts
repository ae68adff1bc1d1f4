import type { StreamEntry } from '@signalbox/contracts';
import { expect, test } from 'vitest';
import type { Entry } from './entry.ts';
import { replay } from './replay.ts';
import type { ReplayMark, ReplayMarks } from './replay-marks.ts';

const entry: Entry = {
  kind: 'message',
  object: 'quarantine/x',
  quarantineId: '2026112318-000000000000-1',
  reason: 'UNKNOWN_METRIC',
  detail: '',
  position: { shardId: 'shardId-000000000000', sequenceNumber: '1' },
  partitionKey: 'pump-7',
  receivedAt: 1_764_000_000_000,
  topic: 'dt/demo/pump-7/telemetry',
  clientId: 'pump-7',
  payload: 'e30=',
};

const memoryMarks = () => {
  const all = new Map<string, ReplayMark>();
  const marks: ReplayMarks = {
    ids: async () => new Set(all.keys()),
    read: async (id) => all.get(id),
    claim: async (mark, again) =>
      again || !all.has(mark.quarantineId) ? Boolean(all.set(mark.quarantineId, mark)) : false,
    complete: async (mark) => void all.set(mark.quarantineId, mark),
    release: async (id) => void all.delete(id),
  };
  return { all, marks };
};

const streamOf = (position = { shardId: 'shardId-000000000000', sequenceNumber: '9' }) => {
  const entries: StreamEntry[] = [];
  const put = async (each: StreamEntry) => {
    entries.push(each);
    return position;
  };
  return { entries, put };
};

const at = { now: () => 1_764_000_100_000, replayedBy: 'cli:me' };

test('the message goes back as it came, and says where it comes from', async () => {
  const { all, marks } = memoryMarks();
  const { entries, put } = streamOf();
  await replay({ marks, put, ...at })(entry, false);
  expect(entries.map(({ partitionKey, data }) => [partitionKey, JSON.parse(Buffer.from(data).toString())])).toEqual([
    [
      'pump-7',
      {
        payload: 'e30=',
        topic: entry.kind === 'message' ? entry.topic : '',
        clientId: 'pump-7',
        receivedAt: entry.receivedAt,
        replay: { quarantineId: entry.quarantineId },
      },
    ],
  ]);
  expect(all.get(entry.quarantineId)).toMatchObject({ position: { sequenceNumber: '9' }, replayedBy: 'cli:me' });
});

test('a second time only if that is asked for', async () => {
  const { marks } = memoryMarks();
  const { entries, put } = streamOf();
  const run = replay({ marks, put, ...at });
  await run(entry, false);
  expect(await run(entry, false)).toEqual({ alreadyReplayed: true });
  expect(entries).toHaveLength(1);
  await run(entry, true);
  expect(entries).toHaveLength(2);
});

test('a stream that takes nothing leaves no mark', async () => {
  const { all, marks } = memoryMarks();
  const put = () => Promise.reject(new Error('throttled'));
  await expect(replay({ marks, put, ...at })(entry, false)).rejects.toThrow('throttled');
  expect(all.size).toBe(0);
});
