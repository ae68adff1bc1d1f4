import { CloudWatchClient, paginateGetMetricData, paginateListMetrics } from '@aws-sdk/client-cloudwatch';
import { namesOf } from '../names.ts';
import { guarded } from '../target/guarded.ts';
import type { Target } from '../target/target.ts';

/** Totals of the services' own metrics of a stage, over all services. */
export interface MetricTotals {
  /** Sum of each metric from `fromMs` to `toMs` (epoch ms); a metric that nobody has counted yet is left out. */
  read(names: readonly string[], fromMs: number, toMs: number): Promise<Readonly<Record<string, number>>>;
  close(): void;
}

interface Listed {
  readonly name: string;
  readonly dimensions: { readonly Name: string; readonly Value: string }[];
}

/** Services count by (stage, service), and again by function and version, which would count twice. */
const isWholeService = ({ dimensions }: Listed): boolean =>
  dimensions.length === 2 && dimensions.every(({ Name }) => Name === 'stage' || Name === 'service');

const periodSeconds = 60;
const periodMs = periodSeconds * 1000;

export const openMetricTotals = (target: Target): MetricTotals => {
  const client = guarded((settings) => new CloudWatchClient(settings), target);
  const { metricsNamespace: Namespace } = namesOf(target.stage);

  const list = async (names: readonly string[]): Promise<readonly Listed[]> => {
    const found: Listed[] = [];
    const input = { Namespace, Dimensions: [{ Name: 'stage', Value: target.stage }] };
    for await (const { Metrics = [] } of paginateListMetrics({ client }, input)) {
      for (const { MetricName = '', Dimensions = [] } of Metrics) {
        const dimensions = Dimensions.map(({ Name = '', Value = '' }) => ({ Name, Value }));
        found.push({ name: MetricName, dimensions });
      }
    }
    return found.filter((metric) => names.includes(metric.name) && isWholeService(metric));
  };

  return {
    read: async (names, fromMs, toMs) => {
      const metrics = await list(names);
      if (metrics.length === 0) return {};
      const MetricDataQueries = metrics.map(({ name, dimensions }, index) => ({
        Id: `m${index}`,
        MetricStat: {
          Metric: { Namespace, MetricName: name, Dimensions: dimensions },
          Period: periodSeconds,
          Stat: 'Sum',
        },
      }));
      // Whole minutes, the one that is under way included.
      const StartTime = new Date(Math.floor(fromMs / periodMs) * periodMs);
      const EndTime = new Date((Math.floor(toMs / periodMs) + 1) * periodMs);
      const totals: Record<string, number> = {};
      const pages = paginateGetMetricData({ client }, { MetricDataQueries, StartTime, EndTime });
      for await (const { MetricDataResults = [] } of pages) {
        for (const { Id = '', Values = [] } of MetricDataResults) {
          const name = metrics[Number(Id.slice(1))]?.name ?? '';
          totals[name] = Values.reduce((sum, value) => sum + value, totals[name] ?? 0);
        }
      }
      return totals;
    },
    close: () => client.destroy(),
  };
};
