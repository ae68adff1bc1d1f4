import { type Fault, replace } from '../change.ts';

export const silentDrop: Fault = {
  title: 'silent drop of records',
  showsBeforeTraffic: false,
  edits: [
    replace(
      'services/telemetry-ingestion/src/ingest-batch.ts',
      'const rows = withoutDuplicates(sorted.rows);',
      'const rows = withoutDuplicates(sorted.rows).filter(({ row }) => row.time % 4 !== 0);',
    ),
  ],
};
