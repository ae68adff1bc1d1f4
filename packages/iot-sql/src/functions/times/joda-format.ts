import { MONTHS, WEEKDAYS } from './english.ts';
import type { LocalFields } from './local-fields.ts';
import { patternTokens } from './pattern-tokens.ts';
import type { TimeZone } from './time-zone.ts';
import { longZoneName, offsetText, shortZoneName } from './zone-names.ts';

type Printer = (fields: LocalFields, zone: TimeZone) => string;
type PrinterOf = (count: number) => Printer;

/** The letters of Joda-Time's DateTimeFormat. */
const LETTERS = new Map<string, PrinterOf>([
  [
    'G',
    () =>
      ({ year }) =>
        year > 0 ? 'AD' : 'BC',
  ],
  ['C', number(({ year }) => Math.trunc(yearOfEra(year) / 100))],
  ['Y', yearNumber(({ year }) => yearOfEra(year))],
  ['y', yearNumber(({ year }) => year)],
  ['x', yearNumber(({ weekYear }) => weekYear)],
  ['w', number(({ week }) => week)],
  ['e', number(({ weekday }) => weekday)],
  ['E', text(({ weekday }) => WEEKDAYS[weekday - 1], 4)],
  ['D', number(({ dayOfYear }) => dayOfYear)],
  ['M', (count) => (count < 3 ? number(monthOf)(count) : text(({ month }) => MONTHS[month - 1], 4)(count))],
  ['d', number(({ day }) => day)],
  [
    'a',
    () =>
      ({ hour }) =>
        hour < 12 ? 'AM' : 'PM',
  ],
  ['K', number(({ hour }) => hour % 12)],
  ['h', number(({ hour }) => hour % 12 || 12)],
  ['H', number(({ hour }) => hour)],
  ['k', number(({ hour }) => hour || 24)],
  ['m', number(({ minute }) => minute)],
  ['s', number(({ second }) => second)],
  ['S', fraction],
  ['z', (count) => (fields, zone) => (count < 4 ? shortZoneName : longZoneName)(zone, fields.epochMs)],
  ['Z', zoneOffset],
]);

/** A formatter for a Joda-Time pattern; undefined for an invalid one. */
export function jodaFormat(pattern: string): Printer | undefined {
  const tokens = patternTokens(pattern);
  if (tokens === undefined || tokens.length === 0) return undefined;
  const printers: Printer[] = [];
  for (const token of tokens) {
    const printer = 'literal' in token ? () => token.literal : LETTERS.get(token.letter)?.(token.count);
    if (printer === undefined) return undefined;
    printers.push(printer);
  }
  return (fields, zone) => printers.map((print) => print(fields, zone)).join('');
}

function monthOf({ month }: LocalFields): number {
  return month;
}

function number(pick: (fields: LocalFields) => number): PrinterOf {
  return (count) => (fields) => padded(pick(fields), count);
}

/** Two letters are the last two digits. */
function yearNumber(pick: (fields: LocalFields) => number): PrinterOf {
  return (count) => (fields) => {
    const year = pick(fields);
    return count === 2 ? padded(Math.abs(year) % 100, 2) : padded(year, count);
  };
}

function text(pick: (fields: LocalFields) => string | undefined, fullFrom: number): PrinterOf {
  return (count) => (fields) => {
    const full = pick(fields) ?? '';
    return count < fullFrom ? full.slice(0, 3) : full;
  };
}

/** As many digits of the fraction of a second as letters. */
function fraction(count: number): Printer {
  return ({ millisecond }) => padded(millisecond, 3).slice(0, count).padEnd(count, '0');
}

function zoneOffset(count: number): Printer {
  if (count > 2) return (_fields, zone) => zone.id;
  return ({ offsetMs }) => offsetText(offsetMs, count === 1 ? '' : ':');
}

function yearOfEra(year: number): number {
  return year > 0 ? year : 1 - year;
}

function padded(value: number, count: number): string {
  const digits = String(Math.abs(value)).padStart(count, '0');
  return value < 0 ? `-${digits}` : digits;
}
