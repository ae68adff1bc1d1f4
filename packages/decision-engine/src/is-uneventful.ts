import type { Reading } from '@signalbox/contracts';
import { isDuplicate } from './duplicate.ts';
import type { Guard } from './guard.ts';
import type { Model } from './model.ts';
import type { EngineRecord, TelemetryRecord } from './record.ts';
import type { DeviceState } from './state.ts';
import { guardFor, type View } from './view.ts';

const isWatched = ({ watched }: Guard, { metrics }: Reading): boolean => {
  for (const { metric, values } of watched) {
    const value = metrics[metric];
    if (value !== undefined && values.has(value)) return true;
  }
  return false;
};

const isQuiet = (model: Model, view: View, state: DeviceState, record: TelemetryRecord, now: number): boolean => {
  const { guard, type } = guardFor(model, view, record.deviceType, state.settings);
  if (!guard || !type) return state.mark === undefined;
  if (now >= guard.everyFrom) return false;
  const { mark } = state;
  for (const reading of record.readings) {
    if (!type.withinBounds(reading.metrics, guard.bounds) || now - reading.time > type.index.leastMaxAgeMs)
      return false;
    if (mark !== undefined && isDuplicate(reading, mark)) return false;
    if (guard.watched.length > 0 && isWatched(guard, reading)) return false;
  }
  return true;
};

/**
 * Whether certainly nothing comes of the record, which goes for most. It costs as much as there are metrics, however many
 * machines there are.
 */
export const isUneventful = (model: Model, view: View, state: DeviceState, record: EngineRecord): boolean => {
  const now = Math.max(state.now, record.receivedAt);
  if (now >= view.nextDueAt) return false;
  return record.kind === 'telemetry' ? isQuiet(model, view, state, record, now) : record.kind === 'tick';
};
