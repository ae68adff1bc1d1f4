import type { Metrics, Telemetry, TelemetryRecord } from '@signalbox/contracts';
import type { StreamItem } from '@signalbox/lambda-kit';

/** One reading as the store keeps it. The same device, type and time is the same row; the higher version stands. */
export interface Row {
  readonly fleet: string;
  readonly deviceId: string;
  readonly deviceType: string;
  /** Epoch ms. */
  readonly time: number;
  /** When the message was received, epoch ms; at least 1, as the store demands. */
  readonly version: number;
  readonly metrics: Metrics;
}

/** A row, and the reading that it came from. */
export interface Stored {
  readonly row: Row;
  readonly item: StreamItem;
  readonly message: TelemetryRecord;
  readonly reading: number;
}

/** The rows of a message, in its order. */
export const rowsOf = (item: StreamItem, message: TelemetryRecord, telemetry: Telemetry): Stored[] => {
  const { fleet, deviceId, deviceType, receivedAt } = telemetry;
  const common = { fleet, deviceId, deviceType: deviceType.deviceType, version: Math.max(receivedAt, 1) };
  return telemetry.readings.map(({ index, time, metrics }) => ({
    row: { ...common, time, metrics },
    item,
    message,
    reading: index,
  }));
};

const contentOf = ({ deviceId, time, metrics }: Row): string =>
  JSON.stringify([deviceId, time, Object.entries(metrics).sort(([one], [other]) => (one < other ? -1 : 1))]);

/**
 * Of readings that say the same of the same moment, the one with the highest version: MQTT at QoS 1 delivers at least
 * once. The store would merge them anyway, but bills each. Readings of one moment that differ are left to the store.
 */
export const withoutDuplicates = (rows: readonly Stored[]): Stored[] => {
  const kept = new Map<string, Stored>();
  for (const stored of rows) {
    const content = contentOf(stored.row);
    const known = kept.get(content);
    if (known === undefined || known.row.version < stored.row.version) kept.set(content, stored);
  }
  return [...kept.values()];
};
