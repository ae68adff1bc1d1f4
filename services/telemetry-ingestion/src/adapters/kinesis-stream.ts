import type { KinesisClient } from '@aws-sdk/client-kinesis';
import { sdkError } from '@signalbox/lambda-kit';
import type { StreamEntry } from '../rule-error.ts';

/** Puts single records on a stream. */
export const kinesisPut =
  ({ client, streamName }: { readonly client: () => Promise<KinesisClient>; readonly streamName: string }) =>
  async ({ partitionKey, record }: StreamEntry): Promise<void> => {
    try {
      const { PutRecordCommand } = await import('@aws-sdk/client-kinesis');
      const Data = Buffer.from(JSON.stringify(record));
      await (await client()).send(new PutRecordCommand({ StreamName: streamName, PartitionKey: partitionKey, Data }));
    } catch (error) {
      throw sdkError('STREAM_PUT_FAILED', error);
    }
  };
