import { type Change, replace } from '../change.ts';

export const moreMemory: Change = {
  title: 'more memory, and another order of work',
  edits: [
    replace('services/telemetry-ingestion/serverless.yml', 'memorySize: 512', 'memorySize: 768'),
    replace('services/telemetry-ingestion/src/functions/ingest.ts', 'const concurrency = 8;', 'const concurrency = 4;'),
    replace('services/commands/src/functions/acknowledge.ts', 'const concurrency = 25;', 'const concurrency = 20;'),
  ],
};
