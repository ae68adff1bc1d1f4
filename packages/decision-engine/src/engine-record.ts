import {
  type Parsed,
  parseTelemetry,
  type StreamRecord,
  type TelemetryRecord as TelemetryStreamRecord,
} from '@signalbox/contracts';
import type { Position } from './position.ts';
import type { EngineRecord } from './record.ts';

const fromTelemetry = (record: TelemetryStreamRecord, position: Position): Parsed<EngineRecord> => {
  const parsed = parseTelemetry(record);
  if (!parsed.ok) return parsed;
  const { fleet, deviceId, deviceType, receivedAt, readings } = parsed.value;
  const telemetry = { kind: 'telemetry', deviceType: deviceType.deviceType, readings } as const;
  return { ok: true, value: { ...telemetry, fleet, deviceId, receivedAt, position } };
};

const read = (record: StreamRecord, position: Position): Parsed<EngineRecord> => {
  switch (record.type) {
    case 'tick': {
      const { fleet, deviceId, receivedAt } = record;
      return { ok: true, value: { kind: 'tick', fleet, deviceId, receivedAt, position } };
    }
    case 'settings': {
      const { fleet, deviceId, receivedAt, settings, by } = record;
      return { ok: true, value: { kind: 'settings', fleet, deviceId, receivedAt, position, settings, by } };
    }
    case 'alarm': {
      const { type: _type, ...operation } = record;
      return { ok: true, value: { kind: 'operation', ...operation, position } };
    }
    default:
      return fromTelemetry(record, position);
  }
};

/**
 * What the engine sees of a record of the stream. A refused one, and a refused reading of a message, take no part in
 * decisions; that they are kept, with the reason, is the business of ingestion, which reads the same stream.
 * Only under the key of its device does a record keep its order among the others, so another key is refused too
 * (INVALID_RECORD); without `partitionKey` the record is taken to have had that of its device.
 */
export const engineRecordOf = (
  record: StreamRecord,
  position: Position,
  partitionKey?: string,
): Parsed<EngineRecord> => {
  const parsed = read(record, position);
  if (!parsed.ok || partitionKey === undefined || parsed.value.deviceId === partitionKey) return parsed;
  const detail = `the record of ${parsed.value.deviceId} came under the key ${partitionKey}`;
  return { ok: false, rejection: { reason: 'INVALID_RECORD', detail } };
};
