import { expect, it } from 'vitest';
import { archiveLine } from './archive-line.ts';
import { type ArrivedRecord, archiveLineOf } from './archive-line-of.ts';

const position = { shardId: 'shardId-000000000000', sequenceNumber: '49645' };
const telemetry = { payload: 'e30=', topic: 'dt/demo/pump-7/telemetry', clientId: 'pump-7', receivedAt: 1 };
const arrived = (data: string | Uint8Array, more: Partial<ArrivedRecord> = {}): ArrivedRecord => ({
  ...{ ...position, partitionKey: 'pump-7', arrivedAt: 5, data: Buffer.from(data) },
  ...more,
});

it.each([
  ['a record as it came', arrived(JSON.stringify(telemetry)), telemetry],
  [
    'the key under which a record strayed',
    arrived(JSON.stringify(telemetry), { partitionKey: 'pump-8' }),
    { ...telemetry, partitionKey: 'pump-8' },
  ],
  [
    'what is no record, and when it came',
    arrived(Uint8Array.of(255)),
    { type: 'unreadable', partitionKey: 'pump-7', data: '/w==', receivedAt: 5 },
  ],
])('holds %s', (_what, record, expected) => {
  const line = archiveLineOf(record);
  expect(line).toEqual({ ...position, ...expected });
  expect(archiveLine.check(line).ok).toBe(true);
});
