import { compareSequenceNumbers } from '@signalbox/contracts';
import type { AskedRecord } from './asked-record.ts';

const mostRecords = 100;

/** An invocation takes and gives 6 MB; what is answered has each reading of a message in a row of its own. */
const mostBytes = 400_000;

/** Records as a stream gives them: of one shard, in its order, no more than an invocation takes. */
export const batchesOf = (records: readonly AskedRecord[]): AskedRecord[][] => {
  const batches: AskedRecord[][] = [];
  for (const shard of Map.groupBy(records, ({ shardId }) => shardId).values()) {
    let batch: AskedRecord[] = [];
    let bytes = 0;
    for (const record of shard.toSorted((a, b) => compareSequenceNumbers(a.sequenceNumber, b.sequenceNumber))) {
      const isFull = batch.length >= mostRecords || bytes + record.data.length > mostBytes;
      if (batch.length > 0 && isFull) {
        batches.push(batch);
        [batch, bytes] = [[], 0];
      }
      batch.push(record);
      bytes += record.data.length;
    }
    if (batch.length > 0) batches.push(batch);
  }
  return batches;
};
