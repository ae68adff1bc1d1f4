import type { KinesisClient, PutRecordCommand } from '@aws-sdk/client-kinesis';
import { describe, expect, it } from 'vitest';
import { kinesisStream } from './kinesis-stream.ts';

const record = { payload: 'e30=', topic: 'dt/demo/pump-7/telemetry', clientId: 'pump-7', receivedAt: 1 };
const clientThat = (send: (command: PutRecordCommand) => Promise<unknown>) => ({ send }) as unknown as KinesisClient;

describe('kinesisStream', () => {
  it('puts the record as JSON under its key', async () => {
    const inputs: PutRecordCommand['input'][] = [];
    await kinesisStream(
      's',
      clientThat(async ({ input }) => inputs.push(input)),
    ).put({ partitionKey: 'pump-7', record });
    expect(inputs).toMatchObject([{ StreamName: 's', PartitionKey: 'pump-7' }]);
    expect(JSON.parse(Buffer.from(inputs[0]?.Data ?? '').toString())).toEqual(record);
  });

  it('passes a failure on, with its code', async () => {
    const stream = kinesisStream(
      's',
      clientThat(() => Promise.reject(new Error('no'))),
    );
    await expect(stream.put({ partitionKey: 'k', record })).rejects.toMatchObject({ code: 'STREAM_PUT_FAILED' });
  });
});
