/** A moment as a calendar and a clock of a zone show it; proleptic Gregorian, weeks by ISO 8601. */
export type LocalFields = {
  epochMs: number;
  offsetMs: number;
  /** 0 is 1 BC. */
  year: number;
  /** 1 to 12. */
  month: number;
  day: number;
  dayOfYear: number;
  /** 1 is Monday. */
  weekday: number;
  weekYear: number;
  week: number;
  hour: number;
  minute: number;
  second: number;
  millisecond: number;
};

const DAY_MS = 86_400_000;

export function localFields(epochMs: number, offsetMs: number): LocalFields {
  const local = new Date(epochMs + offsetMs);
  const year = local.getUTCFullYear();
  const weekday = local.getUTCDay() || 7;
  // The Thursday of a week lies in the year that the week belongs to.
  const thursday = new Date(local.getTime() + (4 - weekday) * DAY_MS);
  return {
    epochMs,
    offsetMs,
    year,
    month: local.getUTCMonth() + 1,
    day: local.getUTCDate(),
    dayOfYear: dayOfYear(local),
    weekday,
    weekYear: thursday.getUTCFullYear(),
    week: Math.ceil(dayOfYear(thursday) / 7),
    hour: local.getUTCHours(),
    minute: local.getUTCMinutes(),
    second: local.getUTCSeconds(),
    millisecond: local.getUTCMilliseconds(),
  };
}

function dayOfYear(date: Date): number {
  const start = new Date(date);
  start.setUTCMonth(0, 1);
  start.setUTCHours(0, 0, 0, 0);
  return Math.floor((date.getTime() - start.getTime()) / DAY_MS) + 1;
}
