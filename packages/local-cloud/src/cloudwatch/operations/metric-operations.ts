import type {
  GetMetricDataInput,
  GetMetricStatisticsInput,
  ListMetricsInput,
  Metric,
  MetricDataQuery,
} from '@aws-sdk/client-cloudwatch';
import { AwsError, UnsupportedError } from '../../kernel/aws-error.ts';
import type { Clock } from '../../kernel/clock.ts';
import { type Operation, operation } from '../../kernel/operation.ts';
import { invalidCombination, missing } from '../errors.ts';
import {
  checkPeriod,
  checkQueries,
  checkStatistic,
  createEvaluation,
  dimensionMap,
  periodOf,
} from '../math/evaluate-queries.ts';
import { type Bucket, statistic } from '../metrics/bucket.ts';
import type { MetricStore } from '../metrics/metric-store.ts';
import { gather, type Series } from '../metrics/series.ts';
import { putMetricDataOperation } from './put-metric-data.ts';

const pageSize = 500;
const maxDatapoints = 1440;
const recentMs = 3 * 3_600_000;

/** On the wire a timestamp is a number of seconds, whatever the client's types say. */
const milliseconds = (timestamp: unknown, parameter: string): number => {
  if (typeof timestamp !== 'number') throw missing(parameter);
  return timestamp * 1000;
};

const readRange = (input: { StartTime?: unknown; EndTime?: unknown }, periodSeconds: number) => {
  const startMs = milliseconds(input.StartTime, 'StartTime');
  const endMs = milliseconds(input.EndTime, 'EndTime');
  if (startMs >= endMs) throw invalidCombination('The parameter StartTime must be less than the parameter EndTime.');
  const periodMs = periodSeconds * 1000;
  return { startMs: Math.floor(startMs / periodMs) * periodMs, endMs };
};

const asMetric = ({ id }: Series): Metric => ({
  Namespace: id.namespace,
  MetricName: id.name,
  Dimensions: Object.entries(id.dimensions).map(([Name, Value]) => ({ Name, Value })),
});

const labelOf = ({ Label, MetricStat, Expression, Id }: MetricDataQuery): string =>
  Label ?? MetricStat?.Metric?.MetricName ?? Expression ?? Id ?? '';

const getMetricData = (store: MetricStore) => (input: GetMetricDataInput) => {
  const { MetricDataQueries: queries = [], ScanBy = 'TimestampDescending', NextToken } = input;
  if (NextToken !== undefined) throw new AwsError('InvalidNextToken', 'The token is not one of this service.');
  checkQueries(queries);
  const { startMs, endMs } = readRange(input, periodOf(queries));
  const evaluate = createEvaluation(store, queries, startMs, endMs);
  const MetricDataResults = queries
    .filter(({ ReturnData }) => ReturnData !== false)
    .map((query) => {
      const points = [...evaluate(query.Id ?? '')];
      if (ScanBy === 'TimestampDescending') points.reverse();
      return {
        Id: query.Id,
        Label: labelOf(query),
        Timestamps: points.map(([at]) => at / 1000),
        Values: points.map(([, value]) => value),
        StatusCode: 'Complete',
      };
    });
  return { MetricDataResults, Messages: [] };
};

const datapoint = (at: number, bucket: Bucket, unit: string, plain: readonly string[], extended: readonly string[]) => {
  const percentiles = extended.map((name) => [name, statistic(bucket, name)] as const);
  return {
    Timestamp: at / 1000,
    ...Object.fromEntries(plain.map((name) => [name, statistic(bucket, name)])),
    Unit: unit,
    ...(extended.length === 0 ? {} : { ExtendedStatistics: Object.fromEntries(percentiles) }),
  };
};

const getMetricStatistics = (store: MetricStore) => (input: GetMetricStatisticsInput) => {
  const { Namespace: namespace = '', MetricName: name = '', Dimensions, Period = 0, Unit } = input;
  const plain = input.Statistics ?? [];
  const extended = input.ExtendedStatistics ?? [];
  if (plain.length + extended.length === 0) throw missing('Statistics');
  for (const each of [...plain, ...extended]) checkStatistic(each);
  checkPeriod(Period);
  const { startMs, endMs } = readRange(input, Period);
  if ((endMs - startMs) / (Period * 1000) > maxDatapoints) {
    throw invalidCombination(
      `You have requested up to ${Math.ceil((endMs - startMs) / (Period * 1000))} datapoints, which exceeds the limit of ${maxDatapoints}. You may reduce the datapoints requested by increasing Period, or decreasing the time range.`,
    );
  }
  const series = store.find({ namespace, name, dimensions: dimensionMap(Dimensions) });
  const units =
    series === undefined ? [] : [...series.buckets.keys()].filter((unit) => Unit === undefined || unit === Unit);
  const Datapoints = units.flatMap((unit) =>
    [...gather(series as Series, Period * 1000, startMs, endMs, unit)].map(([at, bucket]) =>
      datapoint(at, bucket, unit, plain, extended),
    ),
  );
  return { Label: name, Datapoints };
};

const listMetrics = (store: MetricStore, clock: Clock) => (input: ListMetricsInput) => {
  const { Namespace, MetricName, Dimensions = [], RecentlyActive, NextToken, IncludeLinkedAccounts } = input;
  if (IncludeLinkedAccounts === true) throw new UnsupportedError('IncludeLinkedAccounts of ListMetrics');
  const fits = ({ id, lastAt }: Series) =>
    (Namespace === undefined || id.namespace === Namespace) &&
    (MetricName === undefined || id.name === MetricName) &&
    (RecentlyActive === undefined || clock.now() - lastAt <= recentMs) &&
    Dimensions.every(
      ({ Name = '', Value }) =>
        Object.hasOwn(id.dimensions, Name) && (Value === undefined || id.dimensions[Name] === Value),
    );
  const after = NextToken === undefined ? '' : Buffer.from(NextToken, 'base64url').toString();
  const found = [...store.all()]
    .filter((series) => series.key > after && fits(series))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  const taken = found.slice(0, pageSize);
  const last = taken.at(-1);
  return {
    Metrics: taken.map(asMetric),
    ...(found.length > taken.length && last ? { NextToken: Buffer.from(last.key).toString('base64url') } : {}),
  };
};

/** PutMetricData, GetMetricData, GetMetricStatistics, ListMetrics. */
export const metricOperations = (store: MetricStore, clock: Clock): Readonly<Record<string, Operation>> => ({
  PutMetricData: putMetricDataOperation(store, clock),
  GetMetricData: operation(['MetricDataQueries', 'StartTime', 'EndTime', 'NextToken', 'ScanBy'], getMetricData(store)),
  GetMetricStatistics: operation(
    [
      'Namespace',
      'MetricName',
      'Dimensions',
      'StartTime',
      'EndTime',
      'Period',
      'Statistics',
      'ExtendedStatistics',
      'Unit',
    ],
    getMetricStatistics(store),
  ),
  ListMetrics: operation(
    ['Namespace', 'MetricName', 'Dimensions', 'NextToken', 'RecentlyActive', 'IncludeLinkedAccounts'],
    listMetrics(store, clock),
  ),
});
