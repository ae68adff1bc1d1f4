import { isDuplicate } from './duplicate.ts';
import type { EngineRecord, TelemetryRecord } from './record.ts';
import type { DeviceState } from './state.ts';
import { guardFor, type View } from './view.ts';

const isQuiet = (view: View, state: DeviceState, record: TelemetryRecord, now: number): boolean => {
  const type = view.model.types.get(record.deviceType);
  if (!type) return state.mark === undefined;
  const { bounds, everyFrom, watched } = guardFor(view, type, state.settings);
  if (now >= everyFrom) return false;
  const { leastMaxAgeMs } = type.index;
  for (const reading of record.readings) {
    if (now - reading.time > leastMaxAgeMs || isDuplicate(reading, state.mark)) return false;
    if (!type.withinBounds(reading.metrics, bounds)) return false;
    for (const { metric, values } of watched) {
      const value = reading.metrics[metric];
      if (value !== undefined && values.has(value)) return false;
    }
  }
  return true;
};

/**
 * Whether certainly nothing comes of the record, which goes for most. It costs as much as there are metrics, however many
 * machines there are.
 */
export const isUneventful = (view: View, state: DeviceState, record: EngineRecord): boolean => {
  const now = Math.max(state.now, record.receivedAt);
  if (now >= view.nextDueAt) return false;
  return record.kind === 'telemetry' ? isQuiet(view, state, record, now) : record.kind === 'tick';
};
