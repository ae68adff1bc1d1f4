import { replayEntry } from '@signalbox/contracts';
import { expect, test } from 'vitest';
import { entriesOfFailedBatch, entriesOfLines } from './entry.ts';

const refused = {
  kind: 'message',
  quarantineId: '2026112318-000000000000-49600',
  reason: 'NOT_JSON',
  detail: 'Unexpected token',
  position: { shardId: 'shardId-000000000000', sequenceNumber: '49600' },
  partitionKey: 'pump-7',
  receivedAt: 1_764_000_000_000,
  topic: 'dt/demo/pump-7/telemetry',
  clientId: 'pump-7',
  payload: 'bm90IGpzb24=',
};

test('each line is a record, and one that is none is not passed over', () => {
  const object = 'quarantine/2026/11/23/18/x.ndjson.gz';
  expect(entriesOfLines(object, `${JSON.stringify(refused)}\n`)).toEqual([{ ...refused, object }]);
  expect(() => entriesOfLines(object, '{"kind":"message"}\n')).toThrow(/no quarantine record/);
});

const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64');

const failedBatch = (...records: unknown[]) =>
  JSON.stringify({
    requestContext: {
      functionArn: 'arn:aws:lambda:us-east-1:000000000000:function:signalbox-decisions-local-decide',
      condition: 'RetryAttemptsExhausted',
    },
    version: '1.0',
    payload: JSON.stringify({
      Records: records.map((record, index) => ({
        eventID: `shardId-000000000000:${100 + index}`,
        kinesis: {
          partitionKey: 'pump-7',
          sequenceNumber: String(100 + index),
          data: base64(record),
          approximateArrivalTimestamp: 1_764_000_000.5,
        },
      })),
    }),
  });

test('the records of a batch that Lambda gave up can be told apart and replayed, marked as such', () => {
  const telemetry = {
    payload: 'e30=',
    topic: 'dt/demo/pump-7/telemetry',
    clientId: 'pump-7',
    receivedAt: 1_764_000_000_000,
  };
  const tick = { type: 'tick', fleet: 'demo', deviceId: 'pump-7', dueAt: 1, receivedAt: 2 };
  const object = 'aws/lambda/8e1/2026/11/23/x';
  const [message, record] = entriesOfFailedBatch(object, failedBatch(telemetry, tick));
  expect(message).toMatchObject({
    kind: 'message',
    quarantineId: `${object}#0`,
    failedFunction: 'signalbox-decisions-local-decide',
    detail: 'signalbox-decisions-local-decide gave its batch up: RetryAttemptsExhausted',
    position: { shardId: 'shardId-000000000000', sequenceNumber: '100' },
    ...telemetry,
  });
  expect(record).toMatchObject({ kind: 'record', quarantineId: `${object}#1`, receivedAt: 1_764_000_000_500 });
  if (message === undefined || record === undefined) throw new Error('two entries were expected');
  expect(JSON.parse(Buffer.from(replayEntry(message).data).toString())).toEqual({
    ...telemetry,
    replay: { quarantineId: `${object}#0` },
  });
  expect(JSON.parse(Buffer.from(replayEntry(record).data).toString())).toEqual(tick);
});

test('a batch without its records is not passed over', () => {
  const text = JSON.stringify({ requestContext: { functionArn: 'x', condition: 'y' } });
  expect(() => entriesOfFailedBatch('aws/lambda/8e1/x', text)).toThrow(/does not hold the records/);
});
