import type { Schedule, ScheduleWindow } from '../rules/rule.ts';
import { daysPattern, parseDays } from './days.ts';
import type { Path, Report } from './report.ts';
import { list } from './shape/list.ts';
import { isObject, object, optional, required } from './shape/object.ts';
import { text } from './shape/scalars.ts';
import { described, type Shape, shown } from './shape/shape.ts';

const timeOfDay = text('a time of day like 06:00', { maxLength: 5, pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$' });
const endOfDay = text('a time of day like 06:00, or 24:00', {
  maxLength: 5,
  pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$|^24:00$',
});
const days = described(
  text('days like mon-fri, or sat,sun, or daily', { maxLength: 100, pattern: daysPattern }),
  'mon-fri, or sat,sun, or daily (the default)',
);
const timeZone = described(text('a time zone like Europe/Berlin', { maxLength: 64 }), 'an IANA name: Europe/Berlin');

const windowFields = {
  days: optional(days),
  from: required(described(timeOfDay, 'local time, HH:MM')),
  to: required(described(endOfDay, 'local time, HH:MM; before `from`: on the next day')),
};

const single = object({ timeZone: required(timeZone), ...windowFields });
const several = object({
  timeZone: required(timeZone),
  windows: required(list(object(windowFields), { minItems: 1, maxItems: 20 })),
});

type WrittenWindow = { readonly days?: string; readonly from: string; readonly to: string };

const isTimeZone = (name: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
};

const windowOf = (written: WrittenWindow, path: Path, report: Report): ScheduleWindow => {
  const { days: text = 'daily', from, to } = written;
  if (from === to) report([...path, 'to'], `is ${shown(to)} as from is: the whole day is "00:00" to "24:00"`);
  return { days: parseDays(text), from, to };
};

/** When a rule may become active: one window of each week day, or several. */
export const schedule: Shape<Schedule> = {
  schema: { anyOf: [single.schema, several.schema] },
  read: (value, path, report) => {
    const hasSeveral = isObject(value) && Object.hasOwn(value, 'windows');
    const written = hasSeveral ? several.read(value, path, report) : single.read(value, path, report);
    if (written === undefined) return undefined;
    if (!isTimeZone(written.timeZone))
      report([...path, 'timeZone'], `${shown(written.timeZone)} is not a time zone; one is Europe/Berlin`);
    const windows =
      'windows' in written
        ? written.windows.map((each, index) => each && windowOf(each, [...path, 'windows', index], report))
        : [windowOf(written, path, report)];
    return { timeZone: written.timeZone, windows: windows.filter((each) => each !== undefined) };
  },
};
