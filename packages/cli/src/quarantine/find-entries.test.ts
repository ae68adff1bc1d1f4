import { objectKey, quarantineId } from '@signalbox/contracts';
import { expect, test } from 'vitest';
import { entriesSince, findEntry } from './find-entries.ts';

const hour = Date.UTC(2026, 10, 23, 18);
const shardId = 'shardId-000000000000';

const refused = (sequenceNumber: string, receivedAt: number) => ({
  kind: 'record',
  quarantineId: quarantineId({ arrivedAt: receivedAt, shardId, sequenceNumber }),
  reason: 'INVALID_RECORD',
  detail: '',
  position: { shardId, sequenceNumber },
  partitionKey: 'pump-1',
  receivedAt,
  payload: '',
});

const bucketOf = (objects: Record<string, object[]>) => ({
  list: async function* (prefix: string, startAfter = '') {
    const keys = Object.keys(objects).sort();
    for (const key of keys) if (key.startsWith(prefix) && key > startAfter) yield { key, writtenAt: hour };
  },
  read: async (key: string) => (objects[key] ?? []).map((line) => `${JSON.stringify(line)}\n`).join(''),
});

const keyOf = (arrivedAt: number, first: string, last: string) =>
  objectKey('quarantine', { arrivedAt, shardId, firstSequenceNumber: first, lastSequenceNumber: last });

const bucket = bucketOf({
  [keyOf(hour - 3_600_000, '10', '20')]: [refused('10', hour - 3_000_000), refused('20', hour - 1_000)],
  [keyOf(hour, '100', '300')]: [refused('100', hour + 1_000), refused('300', hour + 3_000)],
  // The first of it was in a batch before, which was bisected.
  [keyOf(hour, '300', '300')]: [refused('300', hour + 3_000)],
  'quarantine/README': [{ some: 'thing else' }],
});

test('what came since then, each once, the oldest first', async () => {
  const entries = await entriesSince(bucket, hour - 2_000);
  expect(entries.map(({ position }) => position.sequenceNumber)).toEqual(['20', '100', '300']);
});

test('an id leads to its object, and an id that is none to nothing', async () => {
  const { quarantineId: id } = refused('300', hour + 3_000);
  expect(await findEntry(bucket, id)).toMatchObject({ quarantineId: id, position: { sequenceNumber: '300' } });
  expect(await findEntry(bucket, '2026112318-000000000000-200')).toBeUndefined();
  expect(await findEntry(bucket, '2026112318-000000000000-999')).toBeUndefined();
  expect(await findEntry(bucket, 'nonsense')).toBeUndefined();
});
