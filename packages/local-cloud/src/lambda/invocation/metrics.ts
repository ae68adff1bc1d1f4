import type { CloudContext } from '../../kernel/context.ts';
import type { MetricDatum } from '../../ports/cloudwatch.ts';

/** Where a run is counted. */
export interface MetricSubject {
  readonly functionName: string;
  /** Alias or version by which it was invoked; undefined for the unqualified function. */
  readonly qualifier?: string;
  /** The version that ran. */
  readonly executedVersion?: string;
}

/**
 * AWS/Lambda metrics. Sums of a second are put as one value, and calls are bundled, so that counting costs nothing beside running.
 * Source: https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html
 */
export interface LambdaMetrics {
  /** Adds to a sum of the running second, e.g. Invocations. */
  count(subject: MetricSubject, name: string, amount?: number): void;
  /** The highest value of the running second, e.g. ConcurrentExecutions. */
  peak(subject: MetricSubject, name: string, value: number): void;
  /** A single value, e.g. Duration or IteratorAge in milliseconds. */
  measure(subject: MetricSubject, name: string, value: number, unit: 'Milliseconds'): void;
  start(): void;
  stop(): void;
}

/** Over all functions, the function, function and qualifier, and with a weighted alias also the version that ran. */
const dimensionSets = ({ functionName, qualifier, executedVersion }: MetricSubject): Record<string, string>[] => {
  const sets: Record<string, string>[] = [{}, { FunctionName: functionName }];
  if (qualifier === undefined) return sets;
  const byResource = { FunctionName: functionName, Resource: `${functionName}:${qualifier}` };
  sets.push(byResource);
  const isAlias = executedVersion !== undefined && executedVersion !== qualifier;
  if (isAlias) sets.push({ ...byResource, ExecutedVersion: executedVersion });
  return sets;
};

export const createMetrics = ({ clock, services, log }: CloudContext): LambdaMetrics => {
  let sums = new Map<string, { subject: MetricSubject; name: string; value: number }>();
  let values: MetricDatum[] = [];
  let timer: NodeJS.Timeout | undefined;

  const data = (subject: MetricSubject, name: string, value: number, unit: string): MetricDatum[] =>
    dimensionSets(subject).map((dimensions) => ({
      namespace: 'AWS/Lambda',
      name,
      dimensions,
      value,
      unit,
      timestamp: clock.now(),
    }));

  const flush = (): void => {
    const counted = [...sums.values()].flatMap(({ subject, name, value }) => data(subject, name, value, 'Count'));
    const all = [...counted, ...values];
    sums = new Map();
    values = [];
    try {
      if (all.length > 0) services.cloudwatch.putMetrics(all);
    } catch (error) {
      // Functions must not stand still because nobody counts them.
      log.warn('metrics of functions were lost', { error });
    }
  };

  return {
    count: (subject, name, amount = 1) => {
      const key = `${subject.functionName}:${subject.qualifier}:${subject.executedVersion}:${name}`;
      const sum = sums.get(key);
      if (sum === undefined) sums.set(key, { subject, name, value: amount });
      else sum.value += amount;
    },
    peak: (subject, name, value) => {
      const key = `${subject.functionName}:${subject.qualifier}:${subject.executedVersion}:${name}`;
      const known = sums.get(key);
      if (known === undefined) sums.set(key, { subject, name, value });
      else known.value = Math.max(known.value, value);
    },
    measure: (subject, name, value, unit) => void values.push(...data(subject, name, value, unit)),
    start: () => {
      timer = setInterval(flush, 1000);
      timer.unref();
    },
    stop: () => {
      clearInterval(timer);
      flush();
    },
  };
};
