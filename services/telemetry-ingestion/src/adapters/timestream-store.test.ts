import {
  RejectedRecordsException,
  type TimestreamWriteClient,
  ValidationException,
  type WriteRecordsCommand,
} from '@aws-sdk/client-timestream-write';
import { describe, expect, it } from 'vitest';
import type { Row } from '../rows.ts';
import { timestreamStore } from './timestream-store.ts';

const row: Row = {
  fleet: 'demo',
  deviceId: 'pump-7',
  deviceType: 'pump',
  time: 1000,
  version: 2000,
  metrics: { temperature: 81, running: true, mode: 'eco' },
};

const storeThat = (send: (command: WriteRecordsCommand) => Promise<unknown>) =>
  timestreamStore({ database: 'd', table: 't' }, { send } as unknown as TimestreamWriteClient);

const failWith = (error: Error) => storeThat(() => Promise.reject(error));
const metadata = { $metadata: { httpStatusCode: 400 } };

describe('timestreamStore', () => {
  it('writes one MULTI record a reading, with what all share said once', async () => {
    const inputs: WriteRecordsCommand['input'][] = [];
    const store = storeThat(async ({ input }) => inputs.push(input));
    expect(await store.write([row, { ...row, deviceId: 'pump-8' }])).toEqual([]);
    expect(inputs).toMatchObject([
      {
        DatabaseName: 'd',
        TableName: 't',
        CommonAttributes: {
          Dimensions: [
            { Name: 'fleet', Value: 'demo' },
            { Name: 'deviceType', Value: 'pump' },
          ],
          MeasureName: 'pump',
          MeasureValueType: 'MULTI',
          TimeUnit: 'MILLISECONDS',
        },
        Records: [
          { Dimensions: [{ Name: 'deviceId', Value: 'pump-7' }] },
          { Dimensions: [{ Name: 'deviceId', Value: 'pump-8' }] },
        ],
      },
    ]);
    expect(inputs[0]?.Records?.[0]).toMatchObject({
      Time: '1000',
      Version: 2000,
      MeasureValues: [
        { Name: 'temperature', Value: '81', Type: 'DOUBLE' },
        { Name: 'running', Value: 'true', Type: 'BOOLEAN' },
        { Name: 'mode', Value: 'eco', Type: 'VARCHAR' },
      ],
    });
  });

  it('gives the rows that were refused, of a call whose others are written', async () => {
    const RejectedRecords = [
      { RecordIndex: 1, Reason: 'out of window' },
      { RecordIndex: 2, Reason: 'exists', ExistingVersion: 9 },
    ];
    const store = failWith(new RejectedRecordsException({ message: 'some', RejectedRecords, ...metadata }));
    expect(await store.write([row, row, row])).toEqual([
      { index: 1, detail: 'out of window', existingVersion: undefined },
      { index: 2, detail: 'exists', existingVersion: 9 },
    ]);
  });

  it('tells a call that is wrong from a store that is away', async () => {
    const invalid = failWith(new ValidationException({ Message: 'too long', message: 'too long', ...metadata }));
    await expect(invalid.write([row])).rejects.toMatchObject({ name: 'PermanentError', code: 'STORE_INVALID' });
    const away = failWith(Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }));
    await expect(away.write([row])).rejects.toMatchObject({ name: 'TransientError', code: 'STORE_UNAVAILABLE' });
  });
});
