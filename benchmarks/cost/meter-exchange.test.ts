import type { Exchange } from '@signalbox/local-cloud';
import { beforeEach, expect, test } from 'vitest';
import { RunMeter } from './meter.ts';
import { exchangeMeter } from './meter-exchange.ts';

const table = { name: 't', keys: ['id'], indexes: [{ name: 'due', keys: ['dueAt'], projected: [] as string[] }] };

let meter: RunMeter;
let see: (exchange: Exchange) => void;
beforeEach(() => {
  meter = new RunMeter();
  see = exchangeMeter(meter, () => table);
});

interface Said {
  readonly service: string;
  readonly operation?: string;
  readonly input?: object | string;
  readonly output?: object;
  readonly status?: number;
  readonly path?: string;
  readonly query?: string;
}

const exchange = ({ service, operation, input = '', output = {}, status, path = '/', query = '' }: Said): Exchange => ({
  request: {
    id: '1',
    method: query === '' ? 'POST' : 'PUT',
    path,
    query: new URLSearchParams(query),
    headers: operation === undefined ? {} : { 'x-amz-target': `Target.${operation}` },
    body: Buffer.from(typeof input === 'string' ? input : JSON.stringify(input)),
    signer: { accessKeyId: 'a', region: 'us-east-1', service },
  },
  response: { ...(status === undefined ? {} : { status }), body: JSON.stringify(output) },
});

const dynamodb = (operation: string, input: object, output = {}, status = 200) =>
  see(exchange({ service: 'dynamodb', operation, input, output, status }));

test('the second write of an item is billed by what it changes', () => {
  dynamodb('PutItem', { TableName: 't', Item: { id: { S: 'a' }, dueAt: { N: '1' } } });
  dynamodb('PutItem', { TableName: 't', Item: { id: { S: 'a' } } });
  dynamodb('PutItem', { TableName: 't', Item: { id: { S: 'a' }, note: { S: 'x' } } });
  expect(meter.take().usage.decision).toEqual({ dynamodbWriteUnits: 2 + 2 + 1 });
});

test('a refused condition is billed too', () => {
  dynamodb('PutItem', { TableName: 't', Item: { id: { S: 'a' } } }, { __type: 'ConditionalCheckFailed' }, 400);
  const { usage, unpriced } = meter.take();
  expect(usage.decision).toEqual({ dynamodbWriteUnits: 1 });
  expect(unpriced.size).toBe(0);
});

test('reads of state, of commands and of the sweepers go to their paths; a missing item counts', () => {
  const Keys = [{ id: { S: 'a' } }, { id: { S: 'b' } }];
  dynamodb(
    'BatchGetItem',
    { RequestItems: { t: { Keys, ConsistentRead: true } } },
    { Responses: { t: [{ id: { S: 'a' } }] } },
  );
  dynamodb('GetItem', { TableName: 't', ConsistentRead: true }, { Item: { id: { S: 'a' } } });
  dynamodb('Query', { TableName: 't' }, { Items: [] });
  expect(meter.take().usage).toEqual({
    ingestion: { dynamodbReadUnits: 2 },
    decision: { dynamodbReadUnits: 1 },
    scheduled: { dynamodbReadUnits: 0.5 },
  });
});

test('rows, objects, events and publishes are billed by their sizes', () => {
  const Records = [{ Dimensions: [{ Name: 'deviceId', Value: 'x'.repeat(1500) }] }];
  see(exchange({ service: 'timestream', operation: 'WriteRecords', input: { Records } }));
  see(exchange({ service: 'timestream', operation: 'DescribeEndpoints', input: {} }));
  see(exchange({ service: 's3', input: 'object', query: 'x-id=PutObject' }));
  see(
    exchange({ service: 'events', operation: 'PutEvents', input: { Entries: [{ Detail: '{}' }, { Detail: '{}' }] } }),
  );
  see(exchange({ service: 'iotdata', path: '/topics/cmd', input: 'x'.repeat(6000) }));
  const { usage, storedRows, archivedBytes, unpriced } = meter.take();
  expect(usage.ingestion).toEqual({ timestreamWriteUnits: 2, s3Puts: 1 });
  expect(usage.decision).toEqual({ eventBridgeEvents: 2, iotMessages: 3 });
  expect([storedRows, archivedBytes, unpriced.size]).toEqual([1, 6, 0]);
});

test('what has no price is named', () => {
  dynamodb('Scan', { TableName: 't' }, { Items: [] });
  see(exchange({ service: 'secretsmanager', operation: 'GetSecretValue', input: {} }));
  see(exchange({ service: 's3', query: 'x-id=GetObject' }));
  expect([...meter.take().unpriced]).toEqual(['dynamodb:Scan', 'secretsmanager:GetSecretValue', 's3:GetObject']);
});
