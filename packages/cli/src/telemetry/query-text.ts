import { formatDuration } from '../arguments/duration.ts';
import type { Since } from '../arguments/since.ts';
import { namesOf } from '../names.ts';
import { quoteIdentifier, quoteLiteral } from './sql-text.ts';

/** What to look for in the telemetry store. */
export interface TelemetryQuery {
  readonly stage: string;
  readonly device?: string | undefined;
  readonly fleet?: string | undefined;
  readonly since: Since;
  /** Only these, and only readings that have one of them; empty: all. */
  readonly metrics: readonly string[];
  readonly limit: number;
}

/** `ago` counts by the clock of the store, which need not be this machine's. Its units are those of our durations. */
const timeBound = (since: Since): string =>
  'agoMs' in since ? `ago(${formatDuration(since.agoMs)})` : `from_milliseconds(${since.atMs})`;

const selected = (metrics: readonly string[]): string =>
  metrics.length === 0 ? '*' : ['time', 'fleet', 'deviceId', ...metrics.map(quoteIdentifier)].join(', ');

/** The Timestream query: the newest reading first. */
export const telemetryQueryText = ({ stage, device, fleet, since, metrics, limit }: TelemetryQuery): string => {
  const { database, telemetryTable } = namesOf(stage);
  const hasOne = metrics.map((metric) => `${quoteIdentifier(metric)} IS NOT NULL`).join(' OR ');
  const conditions = [
    `time >= ${timeBound(since)}`,
    ...(device === undefined ? [] : [`deviceId = ${quoteLiteral(device)}`]),
    ...(fleet === undefined ? [] : [`fleet = ${quoteLiteral(fleet)}`]),
    ...(hasOne === '' ? [] : [`(${hasOne})`]),
  ];
  return [
    `SELECT ${selected(metrics)}`,
    `FROM ${quoteIdentifier(database)}.${quoteIdentifier(telemetryTable)}`,
    `WHERE ${conditions.join(' AND ')}`,
    `ORDER BY time DESC LIMIT ${limit}`,
  ].join(' ');
};
