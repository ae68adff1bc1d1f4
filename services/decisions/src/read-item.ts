import { type Parsed, parseStreamRecord } from '@signalbox/contracts';
import { type EngineRecord, engineRecordOf } from '@signalbox/decision-engine';
import type { StreamItem } from '@signalbox/lambda-kit';

/** What the engine sees of a Kinesis record; refused is what is no record of the stream, and what {@link engineRecordOf} refuses. */
export const readItem = ({ shardId, sequenceNumber, partitionKey, data }: StreamItem): Parsed<EngineRecord> => {
  const record = parseStreamRecord(data);
  return record.ok ? engineRecordOf(record.value, { shardId, sequenceNumber }, partitionKey) : record;
};
