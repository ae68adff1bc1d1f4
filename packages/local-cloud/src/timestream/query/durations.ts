/** Interval units, by every name that a literal may use. Source: developerguide/date-time-operators.html */
const units: Readonly<Record<string, string>> = {
  us: 'microsecond',
  microsecond: 'microsecond',
  ms: 'millisecond',
  millisecond: 'millisecond',
  s: 'second',
  second: 'second',
  m: 'minute',
  minute: 'minute',
  h: 'hour',
  hour: 'hour',
  d: 'day',
  day: 'day',
  w: 'week',
  week: 'week',
  mo: 'month',
  month: 'month',
  y: 'year',
  year: 'year',
};

/** The unit's full name; undefined if it is none. */
export const unitOf = (unit: string): string | undefined => units[unit.toLowerCase()];
