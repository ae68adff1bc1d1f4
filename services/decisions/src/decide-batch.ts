import type { EngineRecord } from '@signalbox/decision-engine';
import { type Counts, ItemFailed, type Log, type StreamItem } from '@signalbox/lambda-kit';
import { type DecideDevicePorts, decideDevice } from './decide-device.ts';
import { readItem } from './read-item.ts';

export interface DecideBatchPorts extends DecideDevicePorts {
  readonly counts: Counts;
}

/**
 * Decides on the records of one device in a batch of the stream, and counts: DecisionsMade, DecisionsUndelivered (left in
 * the outbox), DuplicatesSkipped, RecordsIgnored (refused by validation; ingestion keeps them).
 * @throws {ItemFailed} at the record that stopped the device
 */
export const decideBatch =
  (ports: DecideBatchPorts) =>
  async (items: readonly StreamItem[], log: Log): Promise<void> => {
    const { counts } = ports;
    const parsed = items.map(readItem);
    const records = parsed.flatMap((record): EngineRecord[] => (record.ok ? [record.value] : []));
    counts.add('RecordsIgnored', parsed.length - records.length);
    const { decided, duplicates, refused, failure } = await decideDevice(ports)(records);
    counts.add('DecisionsMade', decided);
    counts.add('DuplicatesSkipped', duplicates);
    counts.add('DecisionsUndelivered', refused.length);
    if (refused.length > 0)
      log.warn('the bus refused decisions; the sweeper sends them', { code: refused[0], count: refused.length });
    if (!failure) return;
    const failed = records[failure.recordIndex]?.position.sequenceNumber ?? items[0]?.sequenceNumber ?? '';
    throw new ItemFailed(failed, failure.error);
  };
