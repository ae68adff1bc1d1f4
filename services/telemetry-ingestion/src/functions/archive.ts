import { clientSettings, lambdaHandler, lazy, streamItems, text } from '@signalbox/lambda-kit';
import type { KinesisStreamBatchResponse, KinesisStreamEvent } from 'aws-lambda';
import { s3ObjectStore } from '../adapters/s3-object-store.ts';
import { archiveBatch } from '../archive-batch.ts';

/** Keeps every record of the stream as it came. A batch is archived as a whole or comes again. */
export const handler = lambdaHandler({
  environment: { ARCHIVE_BUCKET: text() },
  wire: ({ environment, counts, writes }) => {
    const client = lazy(async () => new (await import('@aws-sdk/client-s3')).S3Client(clientSettings));
    const { putLines } = s3ObjectStore({ client, bucket: environment.ARCHIVE_BUCKET });
    const archive = archiveBatch({ objects: writes({ putLines }), counts });
    return async (event: KinesisStreamEvent): Promise<KinesisStreamBatchResponse> => {
      await archive(streamItems(event));
      return { batchItemFailures: [] };
    };
  },
});
