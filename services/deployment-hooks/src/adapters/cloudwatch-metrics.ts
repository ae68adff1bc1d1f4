import { CloudWatchClient, GetMetricDataCommand, type MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import { clientSettings, sdkError } from '@signalbox/lambda-kit';
import type { MetricQuery, MetricSource } from '../metrics/metric-source.ts';

/** Seconds. */
const period = 60;
const periodMs = period * 1000;

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html */
const queriesPerCall = 500;

const dataQuery = ({ namespace, name, dimensions, statistic }: MetricQuery, index: number): MetricDataQuery => ({
  Id: `m${index}`,
  MetricStat: {
    Metric: {
      Namespace: namespace,
      MetricName: name,
      Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
    },
    Period: period,
    Stat: statistic,
  },
  ReturnData: true,
});

const totalOf = (statistic: MetricQuery['statistic'], values: readonly number[]): number | undefined => {
  if (values.length === 0) return undefined;
  return statistic === 'Maximum' ? Math.max(...values) : values.reduce((sum, value) => sum + value, 0);
};

/** Metrics of CloudWatch. */
export const cloudWatchMetrics = (client = new CloudWatchClient(clientSettings)): MetricSource => ({
  read: async (queries, from, to) => {
    if (queries.length > queriesPerCall) throw new Error(`no more than ${queriesPerCall} metrics can be read at once`);
    const values = queries.map((): number[] => []);
    const StartTime = new Date(Math.floor(from / periodMs) * periodMs);
    const EndTime = new Date(Math.ceil(to / periodMs) * periodMs);
    let token: string | undefined;
    try {
      do {
        const ask = { MetricDataQueries: queries.map(dataQuery), StartTime, EndTime };
        const command = new GetMetricDataCommand({ ...ask, ...(token !== undefined && { NextToken: token }) });
        const { MetricDataResults = [], NextToken } = await client.send(command);
        for (const { Id = '', Values = [] } of MetricDataResults) values[Number(Id.slice(1))]?.push(...Values);
        token = NextToken;
      } while (token !== undefined);
    } catch (error) {
      throw sdkError('METRICS_UNREADABLE', error);
    }
    return queries.map(({ statistic }, index) => totalOf(statistic, values[index] ?? []));
  },
});
