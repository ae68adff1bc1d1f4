import { epochMsSchema } from './schemas/identifiers.ts';

// RFC 3339, section 5.6: full-date "T" full-time. A space instead of T is allowed by its note.
const rfc3339 =
  /^(\d{4})-(\d{2})-(\d{2})[Tt ]([01]\d|2[0-3]):([0-5]\d):([0-5]\d|60)(?:\.(\d+))?(?:[Zz]|([+-])([01]\d|2[0-3]):([0-5]\d))$/;

const daysInMonth = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

const parseRfc3339 = (text: string): number | undefined => {
  const match = rfc3339.exec(text);
  if (!match) return undefined;
  const [, year, month, day, hour, minute, second] = match.map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return undefined;
  // A leap second counts as the second after it; anything finer than a millisecond is cut.
  const ms = Number((match[7] ?? '').slice(0, 3).padEnd(3, '0'));
  const offsetMinutes = (Number(match[9] ?? 0) * 60 + Number(match[10] ?? 0)) * (match[8] === '-' ? -1 : 1);
  const epochMs = Date.UTC(year, month - 1, day, hour, minute - offsetMinutes, second, ms);
  // Date.UTC takes the years 0 to 99 for 1900 to 1999; nothing was measured then.
  return year < 1970 || epochMs < 0 ? undefined : epochMs;
};

/** The time of a device, epoch ms or RFC 3339 text, in epoch ms; undefined if it is neither. */
export const parseTime = (time: number | string): number | undefined => {
  if (typeof time === 'string') return parseRfc3339(time);
  return Number.isInteger(time) && time >= 0 && time <= epochMsSchema.maximum ? time : undefined;
};
