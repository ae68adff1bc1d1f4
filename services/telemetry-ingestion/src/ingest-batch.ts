import { objectKey } from '@signalbox/contracts';
import { batchResponse, type Counts, errorMessage, type Log, type StreamItem } from '@signalbox/lambda-kit';
import type { KinesisStreamBatchResponse } from 'aws-lambda';
import type { ObjectStore } from './object-store.ts';
import { type Quarantined, quarantineMessage, quarantineObjects } from './quarantine.ts';
import { type Stored, withoutDuplicates } from './rows.ts';
import { sortBatch } from './sort-batch.ts';
import type { TelemetryStore } from './telemetry-store.ts';
import { type Written, writeRows } from './write-rows.ts';

export interface IngestPorts {
  /** undefined: readings are validated, but there is no store to keep them in. */
  readonly store: TelemetryStore | undefined;
  readonly objects: ObjectStore;
  readonly counts: Counts;
  readonly log: Log;
  /** A reading taken longer before it was received than the store takes is refused. */
  readonly maxAgeMs: number;
  /** Calls to the store at a time. */
  readonly concurrency: number;
}

const rejectedByStore = ({ stored, detail }: { readonly stored: Stored; readonly detail: string }): Quarantined => {
  const { item, message, reading } = stored;
  return quarantineMessage(item, message, { reason: 'STORE_REJECTED', detail }, reading);
};

/** Puts what was refused into quarantine; gives the records that could not be put there. */
const quarantine = async (
  { objects, counts, log }: IngestPorts,
  entries: readonly Quarantined[],
): Promise<StreamItem[]> => {
  const failed: StreamItem[] = [];
  for (const { range, entries: own } of quarantineObjects(entries)) {
    const key = objectKey('quarantine', range);
    try {
      await objects.putLines(
        key,
        own.map(({ record }) => record),
      );
      for (const { record } of own) counts.add('RecordsRejected', 1, { reason: record.reason });
      log.info('quarantined', { key, records: own.length });
    } catch (error) {
      failed.push(...own.map(({ item }) => item));
      log.error('what was refused could not be quarantined', { key, records: own.length, reason: errorMessage(error) });
    }
  }
  return failed;
};

const inStreamOrder = (items: readonly StreamItem[], entries: readonly Quarantined[]): Quarantined[] => {
  const places = new Map(items.map(({ sequenceNumber }, place) => [sequenceNumber, place]));
  const placeOf = ({ item }: Quarantined) => places.get(item.sequenceNumber) ?? 0;
  return entries.toSorted((one, other) => placeOf(one) - placeOf(other));
};

const report = ({ log }: IngestPorts, { failed }: Written): void => {
  const [first] = failed;
  if (first === undefined) return;
  const devices = new Set(failed.map(({ stored }) => stored.row.deviceId)).size;
  const { shardId, sequenceNumber } = first.stored.item;
  log.error('the store could not be written', {
    readings: failed.length,
    devices,
    shardId,
    sequenceNumber,
    reason: errorMessage(first.error),
  });
};

/**
 * Stores the readings of a batch and quarantines what cannot be stored. Only what could be neither fails: then everything
 * from the lowest such record comes again, and what was stored is stored over itself.
 */
export const ingestBatch =
  (ports: IngestPorts) =>
  async (items: readonly StreamItem[]): Promise<KinesisStreamBatchResponse> => {
    const { store, counts, maxAgeMs, concurrency } = ports;
    const sorted = sortBatch(items, maxAgeMs);
    const rows = withoutDuplicates(sorted.rows);
    const none: Written = { stored: [], superseded: [], rejected: [], failed: [] };
    const written = store === undefined ? none : await writeRows(store, rows, concurrency);
    report(ports, written);

    const refused = inStreamOrder(items, [...sorted.quarantined, ...written.rejected.map(rejectedByStore)]);
    const notQuarantined = await quarantine(ports, refused);
    const failed = [...written.failed.map(({ stored }) => stored.item), ...notQuarantined];
    const numbers = [...new Set(failed.map(({ sequenceNumber }) => sequenceNumber))];

    counts.add('MessagesReceived', sorted.messages);
    counts.add('ReadingsStored', written.stored.length);
    counts.add('DuplicatesSkipped', sorted.rows.length - rows.length + written.superseded.length);
    counts.add('RecordsFailed', numbers.length);
    return batchResponse(numbers);
  };
