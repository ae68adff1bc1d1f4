import { askedRecordOf } from '../src/ingestion-diff/asked-record.ts';
import type { RawLine } from '../src/ingestion-diff/raw-line.ts';

/** A message of a pump as the archive holds it, the `number`th on the stream. */
export const rawLine = (deviceId: string, payload: string, number = 1, receivedAt = 1000 + number): RawLine => ({
  ...{ shardId: 'shardId-000000000001', sequenceNumber: String(number), receivedAt, clientId: deviceId },
  topic: `dt/demo/${deviceId}/telemetry`,
  payload: Buffer.from(payload).toString('base64'),
});

export const asked = (deviceId: string, number = 1, receivedAt = 1000 + number) =>
  askedRecordOf(rawLine(deviceId, '{}', number, receivedAt));
