/** A zone: `offsetAt` gives milliseconds east of UTC at a moment in epoch milliseconds. */
export type TimeZone = { id: string; isFixed: boolean; offsetAt(epochMs: number): number };

const FIXED = /^(?:(?:UTC|GMT|UT)?([+-])(\d{1,2})(?::?(\d{2}))?(?::?(\d{2}))?|UTC|GMT|UT|Z|Zulu)$/;
const MAX_HOURS = 18;
const MAX_CACHED = 1000;
const zones = new Map<string, TimeZone | undefined>();

/** A zone by its id in the tz database, or an offset: `UTC`, `+01:00`, `UTC+01:00`. Undefined for an unknown one. */
export function timeZone(id: string): TimeZone | undefined {
  if (zones.has(id)) return zones.get(id);
  if (zones.size >= MAX_CACHED) zones.clear();
  const zone = fixedZone(id) ?? namedZone(id);
  zones.set(id, zone);
  return zone;
}

function fixedZone(id: string): TimeZone | undefined {
  const match = FIXED.exec(id);
  if (match === null) return undefined;
  const [, sign, hours = '0', minutes = '0', seconds = '0'] = match;
  if (Number(hours) > MAX_HOURS || Number(minutes) > 59 || Number(seconds) > 59) return undefined;
  const size = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
  const offset = sign === '-' ? -size : size;
  return { id: offset === 0 ? 'UTC' : id, isFixed: true, offsetAt: () => offset };
}

function namedZone(id: string): TimeZone | undefined {
  if (!/^[A-Za-z]/.test(id)) return undefined;
  try {
    const format = new Intl.DateTimeFormat('en-US', { timeZone: id, timeZoneName: 'longOffset' });
    return { id, isFixed: false, offsetAt: (epochMs) => offsetIn(format, epochMs) };
  } catch {
    return undefined;
  }
}

function offsetIn(format: Intl.DateTimeFormat, epochMs: number): number {
  const name = format.formatToParts(epochMs).find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT';
  return fixedZone(name)?.offsetAt(epochMs) ?? 0;
}

/** The moment of a local time. In a gap it is moved on by the gap, in an overlap it is the earlier one, as in java.time. */
export function epochOfLocal(localMs: number, zone: TimeZone): number {
  const day = 86_400_000;
  const before = zone.offsetAt(localMs - day);
  if (zone.offsetAt(localMs - before) === before) return localMs - before;
  const after = zone.offsetAt(localMs + day);
  return zone.offsetAt(localMs - after) === after ? localMs - after : localMs - before;
}
