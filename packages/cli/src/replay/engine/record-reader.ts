import {
  isTelemetry,
  parseTelemetry,
  partitionKeyOfRecord,
  recordOfArchiveLine,
  type StreamRecord,
} from '@signalbox/contracts';
import { type EngineRecord, engineRecordOf } from '@signalbox/decision-engine';
import { field, type LineBlock } from '../lines/line-block.ts';
import { parseLine } from '../lines/scan-other-line.ts';
import type { Device } from './device.ts';
import type { DeviceTable } from './device-table.ts';
import { PayloadReader } from './payload-reader.ts';
import { addTo, type RecordCounts } from './tally.ts';

/** A record of the stream as the engine takes it, and whose it is. */
export interface DeviceRecord {
  readonly record: EngineRecord;
  readonly device: Device;
}

const countRefusedReadings = (counts: RecordCounts, record: StreamRecord): void => {
  if (!isTelemetry(record)) return;
  const telemetry = parseTelemetry(record);
  for (const { reason } of telemetry.ok ? telemetry.value.rejected : []) addTo(counts.refusedReadings, reason);
};

/** Makes records of lines, and counts those that take no part. */
export class RecordReader {
  readonly #devices: DeviceTable;
  readonly #counts: RecordCounts;
  readonly #wanted: ReadonlySet<string> | undefined;
  readonly #payloads = new PayloadReader();

  /** @param wanted the devices whose lines are read; undefined: all */
  constructor(devices: DeviceTable, counts: RecordCounts, wanted?: ReadonlySet<string>) {
    this.#devices = devices;
    this.#counts = counts;
    this.#wanted = wanted;
  }

  /** @param shard the name of the line's shard. @returns undefined if the line takes no part */
  read(block: LineBlock, line: number, shard: string): DeviceRecord | undefined {
    const plain = block.at(line, field.plain) === 1 ? this.#readPlain(block, line, shard) : undefined;
    return plain ?? this.#readAny(block, line);
  }

  /** The same record as a full parse gives, for telemetry in its usual shape; undefined for everything else. */
  #readPlain(block: LineBlock, line: number, shardId: string): DeviceRecord | undefined {
    const { bytes } = block;
    const topicStart = block.at(line, field.topicStart);
    const hash = block.at(line, field.deviceHash);
    const topic = this.#devices.topic(bytes, topicStart, block.at(line, field.topicEnd), hash);
    if (topic === undefined) return undefined;
    const { device, fleet, profile } = topic;
    // The full parse passes it over.
    if (this.#wanted?.has(device.deviceId) === false) return undefined;
    const receivedAt = block.times[line] ?? 0;
    const [start, end] = [block.at(line, field.payloadStart), block.at(line, field.payloadEnd)];
    const reading = this.#payloads.read(bytes, start, end, profile, receivedAt);
    if (reading === undefined) return undefined;
    const position = { shardId, sequenceNumber: block.sequenceNumber(line) };
    const { deviceType } = profile;
    const { deviceId } = device;
    return {
      record: { kind: 'telemetry', deviceType, readings: [reading], fleet, deviceId, receivedAt, position },
      device,
    };
  }

  #readAny(block: LineBlock, line: number): DeviceRecord | undefined {
    const archived = parseLine(block.bytes.subarray(block.at(line, field.start), block.at(line, field.end)));
    if ('detail' in archived) throw new Error(`a line that was found good is not: ${archived.detail}`);
    const record = recordOfArchiveLine(archived);
    const { shardId, sequenceNumber, partitionKey } = archived;
    const key = record === undefined ? partitionKey : partitionKeyOfRecord(record);
    if (this.#wanted?.has(key ?? '') === false) return undefined;
    if (record === undefined) {
      this.#counts.unreadable += 1;
      return undefined;
    }
    const parsed = engineRecordOf(record, { shardId, sequenceNumber }, partitionKey);
    if (!parsed.ok) {
      addTo(this.#counts.refusedRecords, parsed.rejection.reason);
      return undefined;
    }
    countRefusedReadings(this.#counts, record);
    return { record: parsed.value, device: this.#devices.device(parsed.value.deviceId, parsed.value.fleet) };
  }
}
