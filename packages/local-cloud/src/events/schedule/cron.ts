import { type DayTest, readDayOfMonth, readDayOfWeek } from './cron-days.ts';
import { type CronField, readField } from './cron-field.ts';

const monthNames = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];

export interface Cron {
  readonly minutes: CronField;
  readonly hours: CronField;
  readonly months: CronField;
  readonly years: CronField;
  readonly isDay: DayTest;
}

const readDays = (ofMonth: string, ofWeek: string): DayTest | undefined => {
  // One of the two has to be left open.
  if ((ofMonth === '?') === (ofWeek === '?')) return undefined;
  return ofMonth === '?' ? readDayOfWeek(ofWeek) : readDayOfMonth(ofMonth);
};

/**
 * Reads the six fields of an AWS cron expression: minutes, hours, day of month, month, day of week, year, in UTC.
 * Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html
 * @returns undefined if it is none
 */
export const readCron = (text: string): Cron | undefined => {
  const [minute, hour, dayOfMonth, month, dayOfWeek, year, ...others] = text.trim().split(/\s+/);
  if (minute === undefined || hour === undefined || dayOfMonth === undefined || month === undefined) return undefined;
  if (dayOfWeek === undefined || year === undefined || others.length > 0) return undefined;
  const minutes = readField(minute, { min: 0, max: 59 });
  const hours = readField(hour, { min: 0, max: 23 });
  const months = readField(month, { min: 1, max: 12, names: monthNames });
  const years = readField(year, { min: 1970, max: 2199 });
  const isDay = readDays(dayOfMonth, dayOfWeek);
  if (minutes === undefined || hours === undefined || months === undefined) return undefined;
  return years === undefined || isDay === undefined ? undefined : { minutes, hours, months, years, isDay };
};

const sorted = (field: CronField): readonly number[] => [...field].sort((a, b) => a - b);

const timeOfDay = (cron: Cron, dayStart: number, afterMs: number): number | undefined => {
  for (const hour of sorted(cron.hours)) {
    for (const minute of sorted(cron.minutes)) {
      const at = dayStart + (hour * 60 + minute) * 60_000;
      if (at > afterMs) return at;
    }
  }
  return undefined;
};

/** The first time after `afterMs` (epoch ms) that the expression names; undefined if there is none any more. */
export const nextCronTime = (cron: Cron, afterMs: number): number | undefined => {
  const from = new Date(afterMs);
  let day = Date.UTC(from.getUTCFullYear(), from.getUTCMonth(), from.getUTCDate());
  const lastYear = Math.max(...cron.years);
  for (;;) {
    const date = new Date(day);
    const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + 1];
    if (year > lastYear) return undefined;
    if (!cron.years.has(year) || !cron.months.has(month)) {
      day = cron.years.has(year) ? Date.UTC(year, month, 1) : Date.UTC(year + 1, 0, 1);
      continue;
    }
    const found = cron.isDay(year, month, date.getUTCDate()) ? timeOfDay(cron, day, afterMs) : undefined;
    if (found !== undefined) return found;
    day += 86_400_000;
  }
};
