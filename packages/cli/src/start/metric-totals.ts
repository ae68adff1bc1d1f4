import { CloudWatchClient, paginateGetMetricData, paginateListMetrics } from '@aws-sdk/client-cloudwatch';
import { namesOf } from '../names.ts';
import { guarded } from '../target/guarded.ts';
import type { Target } from '../target/target.ts';

type Dimensions = readonly { readonly Name: string; readonly Value: string }[];

/** Metrics of a stage that are to be summed over everything that counts them. */
export interface Selection {
  readonly namespace: string;
  readonly names: readonly string[];
  /** Whether a metric with these dimensions is one of the stage's, and not the same counted again by other dimensions. */
  readonly isCounted: (dimensions: Dimensions) => boolean;
}

export interface MetricTotals {
  /** Sum of each metric from `fromMs` to `toMs` (epoch ms); a metric that nobody has counted yet is left out. */
  read(selections: readonly Selection[], fromMs: number, toMs: number): Promise<Readonly<Record<string, number>>>;
  close(): void;
}

interface Listed {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: { Name: string; Value: string }[];
}

/** The services' own metrics. They count by (stage, service), and again by function and version. */
export const ofServices = (stage: string, names: readonly string[]): Selection => ({
  namespace: namesOf(stage).metricsNamespace,
  names,
  isCounted: (dimensions) =>
    dimensions.length === 2 &&
    dimensions.every(({ Name, Value }) => Name === 'service' || (Name === 'stage' && Value === stage)),
});

/** Lambda's metrics of the stage's functions, by function; it counts again by alias and over all functions of the account. */
export const ofFunctions = (stage: string, names: readonly string[]): Selection => ({
  namespace: 'AWS/Lambda',
  names,
  isCounted: ([dimension, ...more]) =>
    more.length === 0 &&
    dimension?.Name === 'FunctionName' &&
    namesOf(stage).stacks.some((stack) => dimension.Value.startsWith(`${stack}-`)),
});

const periodSeconds = 60;
const periodMs = periodSeconds * 1000;

export const openMetricTotals = (target: Target): MetricTotals => {
  const client = guarded((settings) => new CloudWatchClient(settings), target);

  const list = async ({ namespace, names, isCounted }: Selection): Promise<readonly Listed[]> => {
    const found: Listed[] = [];
    for await (const { Metrics = [] } of paginateListMetrics({ client }, { Namespace: namespace })) {
      for (const { MetricName = '', Dimensions = [] } of Metrics) {
        const dimensions = Dimensions.map(({ Name = '', Value = '' }) => ({ Name, Value }));
        if (names.includes(MetricName) && isCounted(dimensions))
          found.push({ namespace, name: MetricName, dimensions });
      }
    }
    return found;
  };

  return {
    read: async (selections, fromMs, toMs) => {
      const metrics = (await Promise.all(selections.map(list))).flat();
      if (metrics.length === 0) return {};
      const MetricDataQueries = metrics.map(({ namespace, name, dimensions }, index) => ({
        Id: `m${index}`,
        MetricStat: {
          Metric: { Namespace: namespace, MetricName: name, Dimensions: dimensions },
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
