import { lambdaHandler, lazy, streamItems, text } from '@signalbox/lambda-kit';
import type { KinesisStreamBatchResponse, KinesisStreamEvent } from 'aws-lambda';
import { archiveBatch } from '../archive-batch.ts';
import type { ObjectStore } from '../object-store.ts';

/** Keeps every record of the stream as it came. A batch is archived as a whole or comes again. */
export const handler = lambdaHandler({
  environment: { ARCHIVE_BUCKET: text() },
  wire: ({ environment, counts, writes }) => {
    const bucket = lazy(async () => {
      const { s3ObjectStore } = await import('../adapters/s3-object-store.ts');
      return s3ObjectStore(environment.ARCHIVE_BUCKET);
    });
    const putLines: ObjectStore['putLines'] = async (key, values) => (await bucket()).putLines(key, values);
    const archive = archiveBatch({ objects: writes({ putLines }), counts });
    return async (event: KinesisStreamEvent): Promise<KinesisStreamBatchResponse> => {
      await archive(streamItems(event));
      return { batchItemFailures: [] };
    };
  },
});
