import {
  isTelemetry,
  type Parsed,
  parseStreamRecord,
  parseTelemetry,
  type Telemetry,
  type TelemetryRecord,
} from '@signalbox/contracts';
import { errorMessage, type StreamItem } from '@signalbox/lambda-kit';
import { type Quarantined, quarantineItem, quarantineMessage } from './quarantine.ts';
import { rowsOf, type Stored } from './rows.ts';

/** A batch told apart: every reading of it is in `rows` or in `quarantined`. */
export interface SortedBatch {
  /** Messages of devices, good and bad. */
  readonly messages: number;
  readonly rows: readonly Stored[];
  readonly quarantined: readonly Quarantined[];
}

const sortMessage = (item: StreamItem, record: TelemetryRecord, parsed: Parsed<Telemetry>): SortedBatch => {
  if (!parsed.ok) return { messages: 1, rows: [], quarantined: [quarantineMessage(item, record, parsed.rejection)] };
  return {
    messages: 1,
    rows: rowsOf(item, record, parsed.value),
    quarantined: parsed.value.rejected.map((rejection) => quarantineMessage(item, record, rejection, rejection.index)),
  };
};

const sortItem = (item: StreamItem, maxAgeMs: number): SortedBatch => {
  const record = parseStreamRecord(item.data);
  if (!record.ok) return { messages: 0, rows: [], quarantined: [quarantineItem(item, record.rejection)] };
  if (!isTelemetry(record.value)) return { messages: 0, rows: [], quarantined: [] };
  return sortMessage(item, record.value, parseTelemetry(record.value, { maxAgeMs }));
};

// Reading a record throws only by a fault of ours. It would throw each time: quarantine it, and replay it once we are mended.
const sortItemSafely = (item: StreamItem, maxAgeMs: number): SortedBatch => {
  try {
    return sortItem(item, maxAgeMs);
  } catch (error) {
    const rejection = { reason: 'PROCESSING_FAILED', detail: errorMessage(error) } as const;
    return { messages: 0, rows: [], quarantined: [quarantineItem(item, rejection)] };
  }
};

/** Reads every record of a batch, each for itself. A reading taken more than `maxAgeMs` before it was received is refused. */
export const sortBatch = (items: readonly StreamItem[], maxAgeMs: number): SortedBatch => {
  const sorted = items.map((item) => sortItemSafely(item, maxAgeMs));
  return {
    messages: sorted.reduce((total, { messages }) => total + messages, 0),
    rows: sorted.flatMap(({ rows }) => rows),
    quarantined: sorted.flatMap(({ quarantined }) => quarantined),
  };
};
