import type { QuarantineRecord } from './schemas/quarantine-record.ts';
import type { TelemetryRecord } from './schemas/stream-record.ts';

/** What to put on the stream for a quarantined record, once what refused it is fixed. */
export interface StreamEntry {
  readonly partitionKey: string;
  readonly data: Uint8Array;
}

/** The stream record that says a quarantined message again, as it was received, and where it comes from. */
const replayedMessage = (record: Extract<QuarantineRecord, { kind: 'message' }>): TelemetryRecord => {
  const { quarantineId, payload, topic, clientId, receivedAt, position } = record;
  const reading = position.reading === undefined ? {} : { reading: position.reading };
  return { payload, topic, clientId, receivedAt, replay: { quarantineId, ...reading } };
};

/** A message is wrapped anew; a record that could not be read goes back byte for byte. */
export const replayEntry = (record: QuarantineRecord): StreamEntry => ({
  partitionKey: record.partitionKey,
  data:
    record.kind === 'message'
      ? Buffer.from(JSON.stringify(replayedMessage(record)))
      : Buffer.from(record.payload, 'base64'),
});
