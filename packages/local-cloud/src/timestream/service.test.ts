import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { QueryCommand, type QueryCommandInput, TimestreamQueryClient } from '@aws-sdk/client-timestream-query';
import {
  type _Record,
  CreateDatabaseCommand,
  CreateTableCommand,
  type CreateTableCommandInput,
  DescribeTableCommand,
  ListDatabasesCommand,
  ListTablesCommand,
  TimestreamWriteClient,
  WriteRecordsCommand,
} from '@aws-sdk/client-timestream-write';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Cloud, startCloud } from '../cloud.ts';
import { createTimestream } from './service.ts';

let dataDirectory: string;
let cloud: Cloud;
let writer: TimestreamWriteClient;
let reader: TimestreamQueryClient;

const open = async () => {
  cloud = await startCloud(
    { timestream: createTimestream },
    { port: 0, mqttPort: 0, dataDirectory, logLevel: 'error' },
  );
  const options = {
    endpoint: cloud.endpoint,
    region: 'us-east-1',
    maxAttempts: 1,
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  };
  writer = new TimestreamWriteClient(options);
  reader = new TimestreamQueryClient(options);
};
const close = async () => {
  writer.destroy();
  reader.destroy();
  await cloud.stop();
};

const names = { DatabaseName: 'signalbox-test', TableName: 'telemetry' };
const createTable = (options: Partial<CreateTableCommandInput> = {}) =>
  writer.send(new CreateTableCommand({ ...names, ...options }));

beforeEach(async () => {
  dataDirectory = mkdtempSync(join(tmpdir(), 'signalbox-test-'));
  await open();
  await writer.send(new CreateDatabaseCommand({ DatabaseName: names.DatabaseName }));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await close();
  rmSync(dataDirectory, { recursive: true, force: true });
});

const write = (Records: _Record[], CommonAttributes?: _Record) =>
  writer.send(new WriteRecordsCommand({ ...names, Records, ...(CommonAttributes ? { CommonAttributes } : {}) }));

const query = async (QueryString: string, options: Partial<QueryCommandInput> = {}) => {
  const { Rows = [], ColumnInfo = [], NextToken } = await reader.send(new QueryCommand({ QueryString, ...options }));
  return {
    names: ColumnInfo.map((column) => column.Name),
    types: ColumnInfo.map((column) => column.Type?.ScalarType),
    rows: Rows.map((row) => (row.Data ?? []).map((datum) => datum.ScalarValue ?? null)),
    NextToken,
  };
};

const table = '"signalbox-test"."telemetry"';
const reading = (deviceId: string, time: number, temperature: number, more: Partial<_Record> = {}): _Record => ({
  Dimensions: [{ Name: 'deviceId', Value: deviceId }],
  MeasureName: 'pump',
  MeasureValueType: 'MULTI',
  MeasureValues: [
    { Name: 'temperature', Value: String(temperature), Type: 'DOUBLE' },
    { Name: 'running', Value: 'true', Type: 'BOOLEAN' },
  ],
  Time: String(time),
  ...more,
});

test('multi-measure records come back as typed columns', async () => {
  await createTable();
  const now = cloud.clock.now();
  const answer = await write([reading('pump-7', now, 81.25), reading('pump-8', now, 90)], {
    Dimensions: [{ Name: 'fleet', Value: 'demo' }],
  });
  expect(answer.RecordsIngested).toEqual({ Total: 2, MemoryStore: 2, MagneticStore: 0 });
  const found = await query(`SELECT * FROM ${table} WHERE deviceId = 'pump-7'`);
  expect(found.names).toEqual(['deviceId', 'fleet', 'measure_name', 'time', 'temperature', 'running']);
  expect(found.types).toEqual(['VARCHAR', 'VARCHAR', 'VARCHAR', 'TIMESTAMP', 'DOUBLE', 'BOOLEAN']);
  const time = new Date(now).toISOString().replace('T', ' ').replace('Z', '000000');
  expect(found.rows).toEqual([['pump-7', 'demo', 'pump', time, '81.25', 'true']]);
});

test('single measures have a column for each type', async () => {
  await createTable();
  const Time = String(cloud.clock.now());
  await write([
    { Dimensions: [{ Name: 'host', Value: 'a' }], MeasureName: 'load', MeasureValue: '90', Time },
    {
      Dimensions: [{ Name: 'host', Value: 'a' }],
      MeasureName: 'jobs',
      MeasureValue: '7',
      MeasureValueType: 'BIGINT',
      Time,
    },
  ]);
  const load = await query(
    `SELECT measure_value::double, "measure_value::bigint" FROM ${table} WHERE measure_name = 'load'`,
  );
  expect(load.names).toEqual(['measure_value::double', 'measure_value::bigint']);
  expect(load.rows).toEqual([['90.0', null]]);
});

test('versions decide what replaces what, before and after a restart', async () => {
  await createTable();
  const now = cloud.clock.now();
  await write([reading('pump-7', now, 1)]);
  await write([reading('pump-7', now, 1)]);
  await expect(write([reading('pump-7', now, 2), reading('pump-8', now, 5)])).rejects.toMatchObject({
    name: 'RejectedRecordsException',
    $metadata: { httpStatusCode: 419 },
    RejectedRecords: [
      { RecordIndex: 0, ExistingVersion: 1, Reason: expect.stringContaining('A record already exists') },
    ],
  });
  await write([reading('pump-7', now, 3, { Version: 10 })]);
  await close();
  await open();
  await write([reading('pump-7', now, 3, { Version: 20 })]);
  await expect(write([reading('pump-7', now, 4, { Version: 15 })])).rejects.toMatchObject({
    RejectedRecords: [{ ExistingVersion: 20, Reason: expect.stringContaining('lower than the existing version 20') }],
  });
  const found = await query(`SELECT deviceId, temperature FROM ${table} ORDER BY deviceId`);
  expect(found.rows).toEqual([
    ['pump-7', '3.0'],
    ['pump-8', '5.0'],
  ]);
});

test('what was acknowledged is there after a kill, though the store did not have it yet', async () => {
  await createTable();
  const now = cloud.clock.now();
  await write([reading('pump-7', now, 1)]);
  await write([reading('pump-7', now, 2, { Version: 2 }), reading('pump-8', now, 3)]);
  // What a kill at this moment would leave.
  const left = `${dataDirectory}-left`;
  cpSync(dataDirectory, left, { recursive: true });
  await close();
  rmSync(dataDirectory, { recursive: true });
  dataDirectory = left;
  await open();
  expect((await query(`SELECT deviceId, temperature FROM ${table} ORDER BY deviceId`)).rows).toEqual([
    ['pump-7', '2.0'],
    ['pump-8', '3.0'],
  ]);
  await expect(write([reading('pump-7', now, 4)])).rejects.toMatchObject({ RejectedRecords: [{ ExistingVersion: 2 }] });
});

test('the retention window holds, and late data goes to the magnetic store if it may', async () => {
  const RetentionProperties = { MemoryStoreRetentionPeriodInHours: 1, MagneticStoreRetentionPeriodInDays: 2 };
  await createTable({ RetentionProperties });
  const now = cloud.clock.now();
  const late = reading('pump-7', now - 2 * 3_600_000, 1);
  await expect(write([late])).rejects.toMatchObject({
    RejectedRecords: [
      { RecordIndex: 0, Reason: expect.stringMatching(/outside the time range \[.*Z, .*Z\) of the memory store\.$/) },
    ],
  });
  await expect(write([reading('pump-7', now + 16 * 60_000, 1)])).rejects.toMatchObject({
    name: 'RejectedRecordsException',
  });
  await createTable({
    TableName: 'other',
    RetentionProperties,
    MagneticStoreWriteProperties: { EnableMagneticStoreWrites: true },
  });
  const answer = await writer.send(new WriteRecordsCommand({ ...names, TableName: 'other', Records: [late] }));
  expect(answer.RecordsIngested).toEqual({ Total: 1, MemoryStore: 0, MagneticStore: 1 });
});

test.each<[string, _Record, string]>([
  [
    'an enum',
    { Dimensions: [{ Name: 'a', Value: 'b', DimensionValueType: 'X' as 'VARCHAR' }] },
    "1 validation error detected: Value 'X' at 'records.1.member.dimensions.1.member.dimensionValueType' failed to satisfy constraint: Member must satisfy enum value set: [VARCHAR]",
  ],
  ['a reserved name', { Dimensions: [{ Name: 'ts_x', Value: 'b' }] }, 'The dimension name ts_x is reserved.'],
  ['a version below one', { Version: 0 }, 'The record version must be at least 1.'],
])('a request that breaks %s is refused whole', async (_what, change, message) => {
  await createTable();
  await expect(write([reading('pump-7', cloud.clock.now(), 1, change)])).rejects.toMatchObject({
    name: 'ValidationException',
    message,
  });
});

test('a measure keeps its type, a name its kind; the good records of the request are stored', async () => {
  await createTable();
  const now = cloud.clock.now();
  await write([reading('pump-7', now, 1)]);
  const asBigint = reading('pump-7', now + 1, 1, {
    MeasureValues: [{ Name: 'temperature', Value: '1', Type: 'BIGINT' }],
  });
  const notANumber = reading('pump-7', now + 2, Number.NaN);
  const asDimension = reading('pump-7', now + 3, 1, { Dimensions: [{ Name: 'temperature', Value: 'x' }] });
  await expect(write([asBigint, notANumber, asDimension, reading('pump-7', now + 4, 4)])).rejects.toMatchObject({
    RejectedRecords: [
      { RecordIndex: 0, Reason: 'The measure temperature has the type DOUBLE in this table, not BIGINT.' },
      { RecordIndex: 1, Reason: 'The measure value NaN is not a valid DOUBLE.' },
      { RecordIndex: 2, Reason: expect.stringContaining('cannot be') },
    ],
  });
  expect((await query(`SELECT count(*) FROM ${table}`)).rows).toEqual([['2']]);
});

test('a result is read page by page', async () => {
  await createTable();
  const now = cloud.clock.now();
  await write(Array.from({ length: 5 }, (_each, index) => reading(`pump-${index}`, now, index)));
  const text = `SELECT deviceId FROM ${table} ORDER BY deviceId`;
  const pages: unknown[] = [];
  let token: string | undefined;
  do {
    const { rows, NextToken } = await query(text, { MaxRows: 2, ...(token === undefined ? {} : { NextToken: token }) });
    pages.push(rows.flat());
    token = NextToken;
  } while (token !== undefined);
  expect(pages).toEqual([['pump-0', 'pump-1'], ['pump-2', 'pump-3'], ['pump-4']]);
});

test('the dialect: bins, ages, intervals, common tables, windows', async () => {
  await createTable();
  const minute = Math.floor(cloud.clock.now() / 60_000) * 60_000 - 600_000;
  await write([reading('a', minute + 1000, 1), reading('a', minute + 59_999, 3), reading('a', minute + 60_000, 10)]);
  const bins = await query(`
    WITH recent AS (SELECT * FROM ${table} WHERE time BETWEEN ago(1h) AND now())
    SELECT bin(time, 1m) AS minute, avg(temperature), count(*) n, max_by(temperature, time),
           to_milliseconds(min(time)), lag(count(*)) OVER (ORDER BY bin(time, 1m))
    FROM recent GROUP BY bin(time, 1m) ORDER BY minute -- in order`);
  expect(bins.names).toEqual(['minute', '_col1', 'n', '_col3', '_col4', '_col5']);
  expect(bins.types).toEqual(['TIMESTAMP', 'DOUBLE', 'BIGINT', 'DOUBLE', 'BIGINT', 'BIGINT']);
  expect(bins.rows.map((row) => row.slice(1))).toEqual([
    ['2.0', '2', '3.0', String(minute + 1000), null],
    ['10.0', '1', '10.0', String(minute + 60_000), '2'],
  ]);
  const values =
    await query(`SELECT 7 / 2, 1.5 * 2, interval '6' day - interval '4' hour, timestamp '2022-06-17 01:00' - 7h,
    date_diff('day', timestamp '2020-01-01 23:00', timestamp '2020-01-02 01:00'), from_milliseconds(1000), 1e10, 'it''s'`);
  expect(values.rows).toEqual([
    [
      '3',
      '3.0',
      '5 20:00:00.000000000',
      '2022-06-16 18:00:00.000000000',
      '0',
      '1970-01-01 00:00:01.000000000',
      '1.0E10',
      "it's",
    ],
  ]);
});

test.each([
  [`SELECT foo(1)`, 'line 1:8: Function foo not registered'],
  [`SELECT nothing FROM ${table}`, "Column 'nothing' does not exist"],
  [`SELECT 1 FROM "signalbox-test"."gone"`, 'The table gone does not exist.'],
  [`SELECT 1; DROP TABLE t1`, 'The query syntax is invalid at line 1:9'],
  [`SELECT 1 FROM t1`, 'line 1:15: Schema must be specified when session schema is not set'],
  [`SELECT read_text('/etc/passwd')`, 'line 1:8: Function read_text not registered'],
  [`INSERT INTO x VALUES (1)`, 'The query syntax is invalid at line 1:1'],
  [`SELECT interpolate_linear(1, 2)`, 'The embedded cloud does not support the Timestream function interpolate_linear'],
])('%s is refused', async (text, message) => {
  await createTable();
  await expect(query(text)).rejects.toMatchObject({ message });
});

test('a client that discovers its endpoint reaches the cloud', async () => {
  vi.stubEnv('AWS_ENDPOINT_URL', cloud.endpoint);
  const client = new TimestreamWriteClient({
    region: 'us-east-1',
    maxAttempts: 1,
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  });
  expect((await client.send(new ListDatabasesCommand({}))).Databases).toHaveLength(1);
  client.destroy();
});

test('tables are described and listed', async () => {
  await createTable();
  expect((await writer.send(new DescribeTableCommand(names))).Table).toMatchObject({
    Arn: 'arn:aws:timestream:us-east-1:000000000000:database/signalbox-test/table/telemetry',
    TableStatus: 'ACTIVE',
    RetentionProperties: { MemoryStoreRetentionPeriodInHours: 6, MagneticStoreRetentionPeriodInDays: 73000 },
  });
  expect((await writer.send(new ListTablesCommand({ DatabaseName: names.DatabaseName }))).Tables).toHaveLength(1);
  expect((await query(`SELECT * FROM ${table}`)).names).toEqual(['measure_name', 'time']);
});
