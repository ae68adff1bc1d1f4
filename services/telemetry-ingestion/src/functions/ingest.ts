import { clientSettings, integer, lambdaHandler, lazy, oneOf, streamItems, text } from '@signalbox/lambda-kit';
import type { KinesisStreamEvent } from 'aws-lambda';
import { s3ObjectStore } from '../adapters/s3-object-store.ts';
import { timestreamStore } from '../adapters/timestream-store.ts';
import { ingestBatch } from '../ingest-batch.ts';

const hourMs = 3_600_000;
/** WriteRecords calls at a time. */
const concurrency = 8;

const settings = {
  ARCHIVE_BUCKET: text(),
  TELEMETRY_STORE: oneOf(['timestream', 'none']),
  TELEMETRY_DATABASE: text(),
  TELEMETRY_TABLE: text(),
  // Bounds of the memory store: Timestream quotas.
  STORE_MEMORY_HOURS: integer({ min: 1, max: 8766 }),
};

/** Stores what devices report and quarantines what cannot be stored. */
export const handler = lambdaHandler({
  environment: settings,
  wire: ({ environment, counts, log, writes }) => {
    const objects = s3ObjectStore({
      client: lazy(async () => new (await import('@aws-sdk/client-s3')).S3Client(clientSettings)),
      bucket: environment.ARCHIVE_BUCKET,
    });
    const timestream = timestreamStore({
      client: lazy(async () => {
        const { TimestreamWriteClient } = await import('@aws-sdk/client-timestream-write');
        return new TimestreamWriteClient(clientSettings);
      }),
      database: environment.TELEMETRY_DATABASE,
      table: environment.TELEMETRY_TABLE,
    });
    const ingest = ingestBatch({
      store: environment.TELEMETRY_STORE === 'none' ? undefined : writes({ write: timestream.write }),
      objects: writes({ putLines: objects.putLines }),
      counts,
      log,
      maxAgeMs: environment.STORE_MEMORY_HOURS * hourMs,
      concurrency,
    });
    return (event: KinesisStreamEvent) => ingest(streamItems(event));
  },
});
