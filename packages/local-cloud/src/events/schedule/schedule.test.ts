import { expect, test } from 'vitest';
import { readSchedule } from './schedule.ts';

const next = (expression: string, after: string): string | undefined => {
  const at = readSchedule(expression)(Date.parse(after));
  return at === undefined ? undefined : new Date(at).toISOString();
};

test.each([
  ['rate(5 minutes)', '2026-01-01T00:00:30Z', '2026-01-01T00:05:30.000Z'],
  ['rate(1 hour)', '2026-01-01T00:00:00Z', '2026-01-01T01:00:00.000Z'],
  ['cron(0 10 * * ? *)', '2026-01-01T10:00:00Z', '2026-01-02T10:00:00.000Z'],
  ['cron(0/15 * * * ? *)', '2026-01-01T10:16:00Z', '2026-01-01T10:30:00.000Z'],
  ['cron(15 12 L * ? *)', '2026-02-01T00:00:00Z', '2026-02-28T12:15:00.000Z'],
  ['cron(0 9 15W * ? *)', '2026-08-01T00:00:00Z', '2026-08-14T09:00:00.000Z'],
  ['cron(0 9 1W * ? *)', '2026-08-01T00:00:00Z', '2026-08-03T09:00:00.000Z'],
  ['cron(0 9 LW * ? *)', '2026-05-01T00:00:00Z', '2026-05-29T09:00:00.000Z'],
  ['cron(0 18 ? * MON-FRI *)', '2026-01-02T18:00:00Z', '2026-01-05T18:00:00.000Z'],
  ['cron(0 18 ? * 6L *)', '2026-01-01T00:00:00Z', '2026-01-30T18:00:00.000Z'],
  ['cron(0 8 ? * 3#2 *)', '2026-01-01T00:00:00Z', '2026-01-13T08:00:00.000Z'],
  ['cron(0 8 ? JAN,JUL 2 *)', '2026-02-01T00:00:00Z', '2026-07-06T08:00:00.000Z'],
  ['cron(0 0 29 2 ? *)', '2026-03-01T00:00:00Z', '2028-02-29T00:00:00.000Z'],
  ['cron(0 0 1 1 ? 2025)', '2026-01-01T00:00:00Z', undefined],
])('%s after %s', (expression, after, expected) => expect(next(expression, after)).toBe(expected));

test.each([
  'rate(1 minutes)',
  'rate(5 minute)',
  'rate(0 minutes)',
  'rate(5 seconds)',
  'cron(0 10 * * * *)',
  'cron(0 10 ? * ? *)',
  'cron(60 10 * * ? *)',
  'cron(0 10 * * ?)',
  'cron(0 10 ? * 3#6 *)',
  'every day',
])('%s is refused', (expression) => {
  expect(() => readSchedule(expression)).toThrow('Parameter ScheduleExpression is not valid.');
});
