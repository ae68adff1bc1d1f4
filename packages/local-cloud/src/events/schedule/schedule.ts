import { AwsError } from '../../kernel/aws-error.ts';
import { nextCronTime, readCron } from './cron.ts';

/** Gives the next firing after a time, both in epoch ms; undefined if there is none. */
export type Schedule = (afterMs: number) => number | undefined;

const unitMs: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

const readRate = (text: string): number | undefined => {
  const [, count = '', unit = '', plural = ''] = /^(\d+) (minute|hour|day)(s?)$/.exec(text) ?? [];
  const value = Number(count);
  // AWS wants the singular for one and the plural for more.
  if (count === '' || value < 1 || (value === 1) !== (plural === '')) return undefined;
  return value * (unitMs[unit] ?? 0);
};

/**
 * Reads `rate(5 minutes)` or `cron(0 10 * * ? *)`.
 * @throws AwsError ValidationException
 */
export const readSchedule = (expression: string): Schedule => {
  const [, kind, body = ''] = /^(rate|cron)\((.*)\)$/.exec(expression) ?? [];
  const periodMs = kind === 'rate' ? readRate(body) : undefined;
  if (periodMs !== undefined) return (afterMs) => afterMs + periodMs;
  const cron = kind === 'cron' ? readCron(body) : undefined;
  if (cron === undefined) throw new AwsError('ValidationException', 'Parameter ScheduleExpression is not valid.');
  return (afterMs) => nextCronTime(cron, afterMs);
};
