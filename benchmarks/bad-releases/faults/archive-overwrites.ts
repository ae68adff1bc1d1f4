import { type Fault, replace } from '../change.ts';

/** One object an hour and shard: each batch takes the place of the one before. */
export const archiveOverwrites: Fault = {
  title: 'archive overwrites what it holds',
  showsBeforeTraffic: true,
  edits: [
    replace(
      'services/telemetry-ingestion/src/archive-batch.ts',
      "objectKey('archive', range)",
      "objectKey('archive', { ...range, firstSequenceNumber: '0', lastSequenceNumber: '0' })",
    ),
  ],
};
