import { afterEach, beforeEach, expect, test } from 'vitest';
import { type StackCloud, startStackCloud } from '../../dynamodb/testing/stack-cloud.ts';
import { createTimestream } from '../service.ts';

let stack: StackCloud;
beforeEach(async () => {
  stack = await startStackCloud({ timestream: createTimestream });
});
afterEach(() => stack.stop());

const resources = (hours: string) => ({
  Database: { Type: 'AWS::Timestream::Database', Properties: { DatabaseName: 'signalbox-test' } },
  Table: {
    Type: 'AWS::Timestream::Table',
    Properties: {
      DatabaseName: { Ref: 'Database' },
      TableName: 'telemetry',
      RetentionProperties: { MemoryStoreRetentionPeriodInHours: hours, MagneticStoreRetentionPeriodInDays: '7' },
    },
  },
});

const write = (hoursAgo: number) =>
  stack.cloud.services.timestream.writeRecords({
    DatabaseName: 'signalbox-test',
    TableName: 'telemetry',
    Records: [{ MeasureName: 'm', MeasureValue: '1', Time: String(stack.cloud.clock.now() - hoursAgo * 3_600_000) }],
  });

test('a database and a table are made, the retention is changed in place, and both are deleted', async () => {
  expect(await stack.deploy(resources('1'))).toEqual({ Database: 'signalbox-test', Table: 'signalbox-test|telemetry' });
  await expect(write(5)).rejects.toMatchObject({ code: 'RejectedRecordsException' });
  await stack.deploy(resources('24'));
  expect(await write(5)).toMatchObject({ RecordsIngested: { Total: 1 } });
  await stack.remove();
  await expect(write(0)).rejects.toMatchObject({ code: 'ResourceNotFoundException' });
});
