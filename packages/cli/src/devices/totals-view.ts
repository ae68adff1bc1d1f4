import type { FleetTotals } from '@signalbox/device';
import { formatCount, formatRate } from '../output/number.ts';

/** Totals at two moments give rates. */
export interface TotalsAt extends FleetTotals {
  /** Of the monotonic clock. */
  readonly atMs: number;
}

const answersText = ({ answers }: FleetTotals): string => {
  const said = Object.entries(answers).filter(([status]) => status !== 'IN_PROGRESS');
  return said.length === 0 ? 'none' : said.map(([status, count]) => `${formatCount(count ?? 0)} ${status}`).join(', ');
};

/** One line on what a simulation does, since `before`. */
export const totalsLine = (before: TotalsAt, now: TotalsAt): string => {
  const seconds = Math.max(0.001, (now.atMs - before.atMs) / 1000);
  const rate = formatRate((now.acknowledged - before.acknowledged) / seconds);
  const waiting = now.reported - now.acknowledged - now.dropped;
  return [
    `${now.connected}/${now.devices} connected`,
    `${formatCount(now.acknowledged)} readings acknowledged (${rate})`,
    `${formatCount(waiting)} waiting`,
    `${formatCount(now.dropped)} dropped`,
    `commands ${answersText(now)}`,
  ].join('  ');
};
