import { KinesisClient, PutRecordCommand } from '@aws-sdk/client-kinesis';
import { clientSettings, sdkError } from '@signalbox/lambda-kit';
import type { StreamEntry } from '../rule-error.ts';

/** Puts single records on a stream. */
export const kinesisStream = (streamName: string, client = new KinesisClient(clientSettings)) => ({
  put: async ({ partitionKey, record }: StreamEntry): Promise<void> => {
    const Data = Buffer.from(JSON.stringify(record));
    try {
      await client.send(new PutRecordCommand({ StreamName: streamName, PartitionKey: partitionKey, Data }));
    } catch (error) {
      throw sdkError('STREAM_PUT_FAILED', error);
    }
  },
});
