import { applyRecord } from '../apply-record.ts';
import type { Model } from '../model.ts';
import type { Position } from '../position.ts';
import type { EngineRecord } from '../record.ts';
import { type DeviceState, nextDueAt } from '../state.ts';
import type { Step } from '../step.ts';
import { viewOf } from '../view.ts';
import type { Writable } from '../writable.ts';
import type { Exchange } from './exchange.ts';

/** Of no record: where the device stands on the stream does not change. */
const nowhere: Position = { shardId: '', sequenceNumber: '0' };

const withPosition = (state: DeviceState, position: Position | undefined): DeviceState => {
  const { position: _, ...rest } = state;
  const placed: Writable<DeviceState> = rest;
  if (position) placed.position = position;
  return placed;
};

/**
 * Fires the timers that were due before the exchange: a tick in time would have, and whether one came must not matter.
 * Undefined: none was due.
 */
export const settle = (
  model: Model,
  state: DeviceState,
  { deviceId, effectiveAt, fleet }: Exchange,
): Step | undefined => {
  const last = effectiveAt - 1;
  if ((nextDueAt(state) ?? Number.POSITIVE_INFINITY) > last) return undefined;
  const tick: EngineRecord = { kind: 'tick', deviceId, fleet, receivedAt: last, position: nowhere };
  const step = applyRecord(model, viewOf(model, state), state, tick);
  return { ...step, state: withPosition(step.state, state.position) };
};
