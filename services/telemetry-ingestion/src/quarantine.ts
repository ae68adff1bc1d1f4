import {
  type ObjectRange,
  partitionKeyOf,
  type QuarantineRecord,
  quarantineId,
  type Rejection,
  type TelemetryRecord,
} from '@signalbox/contracts';
import type { StreamItem } from '@signalbox/lambda-kit';
import { rangesByHour } from './ranges.ts';

/** Something refused, with the stream record that it was in. */
export interface Quarantined {
  readonly item: StreamItem;
  readonly record: QuarantineRecord;
}

/** Text for people, which may quote a sender or a store without end. */
const shortened = (detail: string): string => (detail.length > 500 ? `${detail.slice(0, 499)}…` : detail);

/** A device's message, or one reading of it. Its original bytes are kept as they came. */
export const quarantineMessage = (
  item: StreamItem,
  message: Pick<TelemetryRecord, 'topic' | 'clientId' | 'payload' | 'receivedAt' | 'replay'>,
  { reason, detail }: Rejection,
  reading?: number,
): Quarantined => {
  const { shardId, sequenceNumber, arrivedAt } = item;
  const { topic, clientId, payload, receivedAt, replay } = message;
  return {
    item,
    record: {
      kind: 'message',
      quarantineId: quarantineId({ arrivedAt, shardId, sequenceNumber, reading }),
      reason,
      detail: shortened(detail),
      position: { shardId, sequenceNumber, ...(reading === undefined ? {} : { reading }) },
      partitionKey: partitionKeyOf(topic),
      receivedAt,
      topic,
      clientId,
      payload,
      ...(replay === undefined ? {} : { replay }),
    },
  };
};

/** A stream record that could not be read, or not be worked on, as one. */
export const quarantineItem = (item: StreamItem, { reason, detail }: Rejection): Quarantined => {
  const { shardId, sequenceNumber, arrivedAt, partitionKey, data } = item;
  return {
    item,
    record: {
      kind: 'record',
      quarantineId: quarantineId({ arrivedAt, shardId, sequenceNumber }),
      reason,
      detail: shortened(detail),
      position: { shardId, sequenceNumber },
      partitionKey,
      receivedAt: arrivedAt,
      payload: Buffer.from(data).toString('base64'),
    },
  };
};

/** What goes into one object. */
export interface QuarantineObject {
  readonly range: ObjectRange;
  readonly entries: readonly Quarantined[];
}

/** One object for each hour of arrival (a quarantine id leads to the hour), so nearly always one a batch. */
export const quarantineObjects = (entries: readonly Quarantined[]): QuarantineObject[] =>
  rangesByHour(entries, ({ item }) => item).map(({ range, items }) => ({ range, entries: items }));
