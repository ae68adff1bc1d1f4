import type { ExpectedRecordChange } from '@signalbox/releases';
import type { RecordDifference } from './record-difference.ts';

/** What a declaration speaks of. */
export type Spoken = Pick<ExpectedRecordChange, 'deviceType' | 'fleet' | 'change' | 'code'>;

/** How much of what a declaration speaks of was seen. */
export interface Seen {
  readonly readings: number;
  readonly devices: number;
  /** Of all readings that were compared. */
  readonly percent: number;
}

/** Whether a declaration speaks of a difference. */
export const matches = (
  { change, code, deviceType, fleet }: Spoken,
  difference: Omit<RecordDifference, 'before' | 'after'>,
): boolean =>
  change === difference.change &&
  [
    [code, difference.code],
    [deviceType, difference.deviceType],
    [fleet, difference.fleet],
  ].every(([declared, is]) => declared === undefined || declared === is);

export const seenOf = (spoken: Spoken, differences: readonly RecordDifference[], total: number): Seen => {
  const own = differences.filter((difference) => matches(spoken, difference));
  return {
    readings: own.length,
    devices: new Set(own.map(({ deviceId }) => deviceId)).size,
    percent: (100 * own.length) / Math.max(total, 1),
  };
};

const percentText = (percent: number): string => `${Math.round(percent * 100) / 100} %`;

/** What is more than a declaration allows, for people; undefined if all its bounds hold. */
export const exceeded = (
  seen: Seen,
  { readings, devices, percent }: ExpectedRecordChange['atMost'],
): string | undefined => {
  if (readings !== undefined && seen.readings > readings) return `${seen.readings} readings, ${readings} declared`;
  if (devices !== undefined && seen.devices > devices) return `${seen.devices} devices, ${devices} declared`;
  if (percent !== undefined && seen.percent > percent) {
    return `${percentText(seen.percent)} of the readings, ${percentText(percent)} declared`;
  }
  return undefined;
};
