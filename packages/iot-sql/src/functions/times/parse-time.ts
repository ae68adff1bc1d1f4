import { toText } from '../../values/conversions.ts';
import { toIndex } from '../../values/integers.ts';
import type { SqlFunction } from '../sql-function.ts';
import { jodaFormat } from './joda-format.ts';
import { localFields } from './local-fields.ts';
import { timeZone } from './time-zone.ts';

/** What a Date can hold. */
const MAX_EPOCH_MS = 8.64e15 - 86_400_000;

/**
 * `parse_time(pattern, epochMs[, zone])`: writes a moment by a Joda-Time pattern, in UTC if no zone is given. Undefined for an invalid
 * pattern or zone.
 */
export const parseTime: SqlFunction = {
  name: 'parse_time',
  arity: [2, 3],
  since2016: true,
  compile: ({ args: [pattern, moment, zone] }) => {
    return (message) => {
      const format = toText(pattern?.(message));
      const epochMs = toIndex(moment?.(message));
      const zoneId = zone === undefined ? 'UTC' : toText(zone(message));
      if (format === undefined || epochMs === undefined || zoneId === undefined) return undefined;
      return print(format, epochMs, zoneId);
    };
  },
};

function print(pattern: string, epochMs: number, zoneId: string): string | undefined {
  if (Math.abs(epochMs) > MAX_EPOCH_MS) return undefined;
  const zone = timeZone(zoneId);
  return zone && jodaFormat(pattern)?.(localFields(epochMs, zone.offsetAt(epochMs)), zone);
}
