import { MONTHS, WEEKDAYS } from './english.ts';

/** What a text said, by the letter of the pattern; texts are numbers already. */
export type ParsedFields = Map<string, number> & { zone?: string };

/** A part of a regular expression with one group, and what becomes of what the group matched. */
export type FieldPattern = { source: string; read(text: string, fields: ParsedFields): boolean };

const ZONE = '[A-Za-z][A-Za-z0-9_/+:~-]*|[+-]\\d{1,2}(?::?\\d{2}){0,2}';
/** Those that Java reads as a zone's name, as far as English has one meaning for them. */
const ZONE_NAMES = new Map([
  ['PST', 'America/Los_Angeles'],
  ['PDT', 'America/Los_Angeles'],
  ['MST', 'America/Denver'],
  ['MDT', 'America/Denver'],
  ['CST', 'America/Chicago'],
  ['CDT', 'America/Chicago'],
  ['EST', 'America/New_York'],
  ['EDT', 'America/New_York'],
  ['AKST', 'America/Anchorage'],
  ['AKDT', 'America/Anchorage'],
  ['HST', 'Pacific/Honolulu'],
  ['BST', 'Europe/London'],
  ['WET', 'Europe/Lisbon'],
  ['WEST', 'Europe/Lisbon'],
  ['CET', 'Europe/Paris'],
  ['CEST', 'Europe/Paris'],
  ['EET', 'Europe/Athens'],
  ['EEST', 'Europe/Athens'],
  ['MSK', 'Europe/Moscow'],
  ['IST', 'Asia/Kolkata'],
  ['JST', 'Asia/Tokyo'],
  ['KST', 'Asia/Seoul'],
  ['AEST', 'Australia/Sydney'],
  ['AEDT', 'Australia/Sydney'],
  ['NZST', 'Pacific/Auckland'],
  ['NZDT', 'Pacific/Auckland'],
]);

type FieldPatternOf = (count: number) => FieldPattern | undefined;

/** The letters of java.time's DateTimeFormatter; those of weeks and quarters do not make a moment and are refused. */
export const FIELD_PATTERNS: ReadonlyMap<string, FieldPatternOf> = new Map<string, FieldPatternOf>([
  ['G', (count) => (count < 4 ? texts('G', ['BC', 'AD'], 0) : texts('G', ['Before Christ', 'Anno Domini'], 0))],
  ['u', year('u')],
  ['y', year('y')],
  ['D', numeric('D', 1, 366)],
  ['M', month],
  ['L', month],
  ['d', numeric('d', 1, 31)],
  ['E', (count) => texts('E', count < 4 ? WEEKDAYS.map(shortened) : WEEKDAYS, 1)],
  ['a', () => texts('a', ['AM', 'PM'], 0)],
  ['h', numeric('h', 1, 12)],
  ['K', numeric('K', 0, 11)],
  ['k', numeric('k', 1, 24)],
  ['H', numeric('H', 0, 23)],
  ['m', numeric('m', 0, 59)],
  ['s', numeric('s', 0, 59)],
  ['S', fraction],
  ['A', numeric('A', 0, 86_399_999)],
  ['n', numeric('n', 0, 999_999_999)],
  ['N', numeric('N', 0, 86_399_999_999_999)],
  ['V', (count) => (count === 2 ? zone(ZONE) : undefined)],
  ['z', (count) => (count < 4 ? zone(ZONE) : undefined)],
  ['O', (count) => (count === 1 || count === 4 ? zone('GMT(?:[+-]\\d{1,2}(?::\\d{2})?)?') : undefined)],
  ['X', (count) => offset(count, true)],
  ['x', (count) => offset(count, false)],
  ['Z', (count) => (count === 4 ? zone('GMT(?:[+-]\\d{2}:\\d{2})?') : offset(count === 5 ? 3 : 2, count === 5))],
]);

function shortened(name: string): string {
  return name.slice(0, 3);
}

/** One letter takes any number of digits, more letters as many as there are. */
function numeric(letter: string, min: number, max: number): FieldPatternOf {
  return (count) => ({
    source: count === 1 ? '(\\d{1,19})' : `(\\d{${count}})`,
    read: (text, fields) => {
      fields.set(letter, Number(text));
      return Number(text) >= min && Number(text) <= max;
    },
  });
}

/** Two letters are 2000 to 2099; four are four digits, more with a sign. */
function year(letter: string): FieldPatternOf {
  return (count) => {
    const source = count === 2 ? '(\\d{2})' : `(-?\\d{${count}${count < 4 ? ',9' : ''}}|\\+\\d{${count + 1},9})`;
    return {
      source,
      read: (text, fields) => {
        fields.set(letter, Number(text) + (count === 2 ? 2000 : 0));
        return true;
      },
    };
  };
}

function month(count: number): FieldPattern | undefined {
  if (count < 3) return numeric('M', 1, 12)(count);
  return count > 4 ? undefined : texts('M', count === 3 ? MONTHS.map(shortened) : MONTHS, 1);
}

/** The first name is `first`. */
function texts(letter: string, names: readonly string[], first: number): FieldPattern {
  return {
    source: `(${names.join('|')})`,
    read: (text, fields) => {
      fields.set(letter, names.indexOf(text) + first);
      return true;
    },
  };
}

function fraction(count: number): FieldPattern {
  return {
    source: `(\\d{${count}})`,
    read: (text, fields) => {
      fields.set('n', Number(text.slice(0, 9).padEnd(9, '0')));
      return true;
    },
  };
}

function zone(source: string): FieldPattern {
  return {
    source: `(${source})`,
    read: (text, fields) => {
      fields.zone = ZONE_NAMES.get(text) ?? text;
      return true;
    },
  };
}

function offset(count: number, acceptsZ: boolean): FieldPattern | undefined {
  const forms = [
    '[+-]\\d{2}(?:\\d{2})?',
    '[+-]\\d{4}',
    '[+-]\\d{2}:\\d{2}',
    '[+-]\\d{4}(?:\\d{2})?',
    '[+-]\\d{2}:\\d{2}(?::\\d{2})?',
  ];
  const form = forms[count - 1];
  return form === undefined ? undefined : zone(acceptsZ ? `${form}|Z` : form);
}
