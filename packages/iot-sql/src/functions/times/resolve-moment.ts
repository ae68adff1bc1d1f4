import type { ParsedFields } from './jdk-fields.ts';
import { epochOfLocal, timeZone } from './time-zone.ts';

const DAY_MS = 86_400_000;

/**
 * The moment that parsed fields stand for, in epoch milliseconds: without a time the start of the day, without a zone in UTC. Undefined
 * without a date, or if fields contradict each other. Days up to 31 become the month's last, as java.time's SMART resolving has it.
 */
export function resolveMoment(fields: ParsedFields): number | undefined {
  const zone = timeZone(fields.zone ?? 'UTC');
  const date = resolveDate(fields);
  const time = resolveTime(fields);
  if (zone === undefined || date === undefined || time === undefined) return undefined;
  if (fields.has('E') && (new Date(date).getUTCDay() || 7) !== fields.get('E')) return undefined;
  const epochMs = epochOfLocal(date + time, zone);
  return Math.abs(epochMs) > 8.64e15 ? undefined : epochMs;
}

function resolveDate(fields: ParsedFields): number | undefined {
  const year = resolveYear(fields);
  if (year === undefined || Math.abs(year) > 200_000) return undefined;
  const dayOfYear = fields.get('D');
  if (dayOfYear !== undefined) {
    const isInYear = dayOfYear <= (startOf(year + 1, 1) - startOf(year, 1)) / DAY_MS;
    return isInYear ? startOf(year, 1) + (dayOfYear - 1) * DAY_MS : undefined;
  }
  const month = fields.get('M');
  const day = fields.get('d');
  if (month === undefined || day === undefined) return undefined;
  const daysInMonth = (startOf(year, month + 1) - startOf(year, month)) / DAY_MS;
  return startOf(year, month) + (Math.min(day, daysInMonth) - 1) * DAY_MS;
}

function startOf(year: number, month: number): number {
  const date = new Date(0);
  return date.setUTCFullYear(year, month - 1, 1);
}

/** `u` counts through 0, `y` in its era. */
function resolveYear(fields: ParsedFields): number | undefined {
  const ofEra = fields.get('y');
  if (ofEra === undefined) return fields.get('u');
  return fields.get('G') === 0 ? 1 - ofEra : ofEra;
}

/** Milliseconds of the day. */
function resolveTime(fields: ParsedFields): number | undefined {
  const nanoOfDay = fields.get('N');
  if (nanoOfDay !== undefined) return Math.floor(nanoOfDay / 1e6);
  const milliOfDay = fields.get('A');
  if (milliOfDay !== undefined) return milliOfDay;
  const hour = resolveHour(fields);
  if (hour === undefined) return undefined;
  const seconds = (hour * 60 + (fields.get('m') ?? 0)) * 60 + (fields.get('s') ?? 0);
  return seconds * 1000 + Math.floor((fields.get('n') ?? 0) / 1e6);
}

/** An hour of half a day says nothing without AM or PM. */
function resolveHour(fields: ParsedFields): number | undefined {
  const hour = fields.get('H') ?? clockHour(fields.get('k'), 24);
  if (hour !== undefined) return hour;
  const ofHalf = fields.get('K') ?? clockHour(fields.get('h'), 12);
  if (ofHalf === undefined) return 0;
  const half = fields.get('a');
  return half === undefined ? undefined : half * 12 + ofHalf;
}

function clockHour(value: number | undefined, size: number): number | undefined {
  return value === undefined ? undefined : value % size;
}
