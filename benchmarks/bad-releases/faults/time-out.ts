import { type Fault, replace } from '../change.ts';

export const timeOut: Fault = {
  title: 'time-out: waits for what never comes',
  showsBeforeTraffic: true,
  edits: [
    replace(
      'services/telemetry-ingestion/src/ingest-batch.ts',
      'const sorted = sortBatch(items, maxAgeMs);',
      `const sorted = sortBatch(items, maxAgeMs);
    await new Promise((resolve) => setTimeout(resolve, 900_000));`,
    ),
  ],
};
