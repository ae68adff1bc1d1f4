import type { DeviceSummary } from '../engine/replay-event.ts';

const differencesOf = ({ added, removed, changed, moved }: DeviceSummary): number => added + removed + changed + moved;

const byWeight = (one: DeviceSummary, other: DeviceSummary): number =>
  differencesOf(other) - differencesOf(one) ||
  other.rules - one.rules ||
  other.against - one.against ||
  (one.deviceId < other.deviceId ? -1 : 1);

/** Those that differ most, then those that decided most, then by id. */
export const topDevices = (devices: readonly DeviceSummary[], most: number): readonly DeviceSummary[] =>
  devices.toSorted(byWeight).slice(0, most);
