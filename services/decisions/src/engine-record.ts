import { isTick, type Parsed, parseStreamRecord, parseTelemetry, type TelemetryRecord } from '@signalbox/contracts';
import type { EngineRecord, Position } from '@signalbox/decision-engine';
import type { StreamItem } from '@signalbox/lambda-kit';

const fromTelemetry = (record: TelemetryRecord, position: Position): Parsed<EngineRecord> => {
  const parsed = parseTelemetry(record);
  if (!parsed.ok) return parsed;
  const { fleet, deviceId, deviceType, receivedAt, readings } = parsed.value;
  const telemetry = { kind: 'telemetry', deviceType: deviceType.deviceType, readings } as const;
  return { ok: true, value: { ...telemetry, fleet, deviceId, receivedAt, position } };
};

const read = (data: Uint8Array, position: Position): Parsed<EngineRecord> => {
  const parsed = parseStreamRecord(data);
  if (!parsed.ok) return parsed;
  const record = parsed.value;
  if (!isTick(record)) return fromTelemetry(record, position);
  const { fleet, deviceId, receivedAt } = record;
  return { ok: true, value: { kind: 'tick', fleet, deviceId, receivedAt, position } };
};

/**
 * What the engine sees of a record of the stream. A refused one, and a refused reading of a message, take no part in
 * decisions; that they are kept, with the reason, is the business of ingestion, which reads the same stream.
 * Only under the key of its device does a record keep its order among the others, so another key is refused too.
 */
export const engineRecordOf = (item: StreamItem): Parsed<EngineRecord> => {
  const { shardId, sequenceNumber, partitionKey, data } = item;
  const parsed = read(data, { shardId, sequenceNumber });
  if (!parsed.ok || parsed.value.deviceId === partitionKey) return parsed;
  const detail = `the record of ${parsed.value.deviceId} came under the key ${partitionKey}`;
  return { ok: false, rejection: { reason: 'INVALID_RECORD', detail } };
};
