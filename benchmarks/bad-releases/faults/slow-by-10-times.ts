import { type Fault, replace } from '../change.ts';

export const slowBy10Times: Fault = {
  title: 'slow by 10 times',
  showsBeforeTraffic: true,
  edits: [
    replace(
      'services/telemetry-ingestion/src/ingest-batch.ts',
      'const rows = withoutDuplicates(sorted.rows);',
      `const rows = withoutDuplicates(sorted.rows);
    await new Promise((resolve) => setTimeout(resolve, 250 + 20 * items.length));`,
    ),
  ],
};
