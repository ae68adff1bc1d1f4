import type { ProbeAnswer } from '@signalbox/lambda-kit';
import { canonical } from './canonical.ts';
import { all, failedItems, writesOf } from './expectations.ts';
import { type DeviceReadings, type ManyReading, manyReadings } from './many-readings.ts';
import type { Probe, ProbeContext } from './probe.ts';
import { message, type Put, placed, probeFleet, streamEvent } from './stream-event.ts';

/** A reading at its place: the message, and the place in it. */
interface PlacedReading extends ManyReading {
  readonly item: number;
  readonly index: number;
  readonly deviceId: string;
  readonly deviceType: string;
  readonly receivedAt: number;
}

/** What is known of an entry of the quarantine. */
interface Entry {
  readonly reason?: unknown;
  readonly payload?: unknown;
  readonly position?: { readonly sequenceNumber?: unknown; readonly reading?: unknown };
}

interface Kept {
  readonly rows: readonly unknown[];
  readonly quarantined: ReadonlyMap<string, Entry>;
}

/** What is in a reading, not when it came: another version may know another range of a metric, or not the metric. */
const refusalsOfContent: readonly unknown[] = ['UNKNOWN_METRIC', 'METRIC_TYPE', 'METRIC_RANGE'];

const mostLines = 5;

const positionOf = (sequenceNumber: unknown, reading: unknown): string => `${sequenceNumber}#${reading}`;

const keptBy = (answer: ProbeAnswer): Kept => {
  const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
  const entries = writesOf(answer, 'putLines').flatMap(([, lines]) => list(lines)) as Entry[];
  return {
    rows: writesOf(answer, 'write').flatMap(([rows]) => list(rows)),
    quarantined: new Map(
      entries.map((entry) => [positionOf(entry.position?.sequenceNumber, entry.position?.reading), entry]),
    ),
  };
};

const rowOf = ({ deviceId, deviceType, time, receivedAt, metrics }: PlacedReading): string =>
  canonical({ fleet: probeFleet, deviceId, deviceType, time, version: receivedAt, metrics });

/** The messages with their readings, `perMessage` in each. */
const messagesOf = (devices: readonly DeviceReadings[], perMessage: number, now: number) => {
  const puts: Put[] = [];
  const readings: PlacedReading[] = [];
  for (const { deviceId, deviceType, readings: own } of devices) {
    for (let start = 0; start < own.length; start += perMessage) {
      const part = own.slice(start, start + perMessage);
      const [item, receivedAt] = [puts.length, now - puts.length];
      const said = part.map(({ time, metrics }) => ({ time, metrics }));
      puts.push(message(deviceId, JSON.stringify(perMessage === 1 ? said[0] : { readings: said }), receivedAt));
      readings.push(...part.map((each, index) => ({ ...each, item, index, deviceId, deviceType, receivedAt })));
    }
  }
  return { puts, readings };
};

/**
 * Asks for many readings at once, `perMessage` in a message, and accounts for each: it is in a row with its values, or in
 * quarantine with its reason and its message; nothing is both, and there is nothing else.
 */
export const accountFor = (
  name: string,
  device: string,
  perMessage: number,
  { now, environment }: Pick<ProbeContext, 'now' | 'environment'>,
): Probe => {
  const { puts, readings } = messagesOf(manyReadings(device, now), perMessage, now);
  const items = placed(puts, now);
  const stores = environment['TELEMETRY_STORE'] !== 'none';

  const payloadOf = (item: number): unknown =>
    (JSON.parse(Buffer.from(items[item]?.data ?? []).toString()) as { payload: string }).payload;

  const problemOf = (reading: PlacedReading, rows: ReadonlySet<string>, { quarantined }: Kept): string | undefined => {
    const { deviceId, fate, index, item, metrics, time } = reading;
    const what = `${deviceId} at ${time}, ${canonical(metrics)},`;
    const entry = quarantined.get(positionOf(items[item]?.sequenceNumber, index));
    const isStored = rows.has(rowOf(reading));
    if (entry === undefined) {
      if (fate !== 'stored' && fate !== 'known') return `${what} is not quarantined for ${fate}`;
      return isStored || !stores ? undefined : `${what} is neither stored as it is nor quarantined`;
    }
    if (isStored) return `${what} is both stored and quarantined`;
    if (entry.payload !== payloadOf(item)) return `${what} is quarantined without its message`;
    if (fate === 'known' ? refusalsOfContent.includes(entry.reason) : entry.reason === fate) return undefined;
    return `${what} is quarantined for ${String(entry.reason)}`;
  };

  const account = (answer: ProbeAnswer): string[] => {
    const kept = keptBy(answer);
    const rows = new Set(kept.rows.map(canonical));
    const problems = readings.flatMap((reading) => problemOf(reading, rows, kept) ?? []);
    const total = kept.rows.length + kept.quarantined.size;
    const told = stores ? readings.length : kept.quarantined.size;
    return [
      ...(problems.length > 0 ? [`${problems.length} of ${readings.length} readings are not accounted for`] : []),
      ...problems.slice(0, mostLines),
      ...(total === told ? [] : [`of ${told} readings it keeps ${total}`]),
    ];
  };

  return {
    name,
    event: streamEvent(items),
    answers: { write: [], putLines: null },
    verify: (answer) =>
      all(
        answer,
        () => failedItems(answer, []),
        () => account(answer),
      ),
  };
};
