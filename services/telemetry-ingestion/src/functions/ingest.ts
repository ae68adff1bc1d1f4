import { integer, lambdaHandler, lazy, oneOf, streamItems, text } from '@signalbox/lambda-kit';
import type { KinesisStreamEvent } from 'aws-lambda';
import { ingestBatch } from '../ingest-batch.ts';
import type { ObjectStore } from '../object-store.ts';
import type { TelemetryStore } from '../telemetry-store.ts';

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
    const bucket = lazy(async () => {
      const { s3ObjectStore } = await import('../adapters/s3-object-store.ts');
      return s3ObjectStore(environment.ARCHIVE_BUCKET);
    });
    const timestream = lazy(async () => {
      const { timestreamStore } = await import('../adapters/timestream-store.ts');
      return timestreamStore({ database: environment.TELEMETRY_DATABASE, table: environment.TELEMETRY_TABLE });
    });
    const putLines: ObjectStore['putLines'] = async (key, values) => (await bucket()).putLines(key, values);
    const write: TelemetryStore['write'] = async (rows) => (await timestream()).write(rows);
    const ingest = ingestBatch({
      store: environment.TELEMETRY_STORE === 'none' ? undefined : writes({ write }),
      objects: writes({ putLines }),
      counts,
      log,
      maxAgeMs: environment.STORE_MEMORY_HOURS * hourMs,
      concurrency,
    });
    return (event: KinesisStreamEvent) => ingest(streamItems(event));
  },
});
