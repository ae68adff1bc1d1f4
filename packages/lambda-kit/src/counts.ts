import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { Context } from 'aws-lambda';

/** The namespace of our metrics in CloudWatch. */
export const METRICS_NAMESPACE = 'Signalbox';

/** Dimensions beyond service and function by which a count is also to be read: `{ reason: 'NOT_JSON' }`. */
export type CountDimensions = Readonly<Record<string, string>>;

/** Counts things that happened in this invocation. */
export interface Counts {
  /** Adds `value` (1 if not given) to a metric. Zero is a count too: it keeps an alarm from lacking data. */
  readonly add: (name: string, value?: number, dimensions?: CountDimensions) => void;
}

/** The counts of a function, and what publishes them. */
export interface FunctionCounts extends Counts {
  /** Writes what was counted since the last time as EMF and begins anew. */
  readonly publish: (context: Pick<Context, 'functionName' | 'functionVersion'>) => void;
}

/** For a probe: what would be counted is not. */
export const noCounts: Counts = { add: () => undefined };

// Powertools warns when two dimension sets share a key (CloudWatch reads them rightly) and when there is nothing to publish.
const silent = { debug() {}, error() {}, info() {}, warn() {} };

const sum = (totals: Map<string, number>, name: string, value: number) =>
  totals.set(name, (totals.get(name) ?? 0) + value);

/**
 * Powertools Metrics behind our port. Every count can be read by (stage, service), by (stage, service, function) and by
 * (stage, service, function, version); one with further dimensions by (stage, service, those) as well. Counts are summed
 * here, for Powertools would write every single 1 into the log.
 */
export const functionCounts = (service: string, stage: string): FunctionCounts => {
  const metrics = new Metrics({
    namespace: METRICS_NAMESPACE,
    serviceName: service,
    defaultDimensions: { stage },
    logger: silent,
  });
  let totals = new Map<string, number>();
  let byDimensions = new Map<string, { dimensions: CountDimensions; totals: Map<string, number> }>();

  const write = (sets: readonly CountDimensions[], values: ReadonlyMap<string, number>) => {
    if (values.size === 0) return;
    for (const set of sets) metrics.addDimensions({ ...set });
    for (const [name, value] of values) metrics.addMetric(name, MetricUnit.Count, value);
    metrics.publishStoredMetrics();
  };

  return {
    add: (name, value = 1, dimensions = undefined) => {
      sum(totals, name, value);
      if (dimensions === undefined) return;
      const key = JSON.stringify(dimensions);
      const group = byDimensions.get(key) ?? { dimensions, totals: new Map() };
      byDimensions.set(key, group);
      sum(group.totals, name, value);
    },
    publish: ({ functionName, functionVersion }) => {
      const [all, groups] = [totals, byDimensions];
      totals = new Map();
      byDimensions = new Map();
      write([{}, { function: functionName }, { function: functionName, version: functionVersion }], all);
      for (const group of groups.values()) write([group.dimensions], group.totals);
    },
  };
};
