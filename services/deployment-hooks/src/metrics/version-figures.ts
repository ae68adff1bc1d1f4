import { METRICS_NAMESPACE } from '@signalbox/lambda-kit';
import type { Kind } from '../kinds.ts';
import { metricNames } from './metric-names.ts';
import type { MetricQuery, MetricSource } from './metric-source.ts';

/** A version of a function behind an alias, and where its figures are found. */
export interface MeasuredFunction {
  readonly kind: Kind;
  readonly service: string;
  readonly stage: string;
  readonly functionName: string;
  readonly alias: string;
}

/** What a version did over some time. */
export interface VersionFigures {
  readonly invocations: number;
  /** Sums of its own counts, by name; only what there is data of. */
  readonly counts: Readonly<Record<string, number>>;
  /** Of invocations, mean, ms. */
  readonly durationMs?: number;
  readonly iteratorAgeMs?: number;
}

/** What Lambda counts itself: https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html */
const lambdaFailures = ['Errors', 'Throttles'] as const;

const lambdaQueries: readonly (readonly [string, MetricQuery['statistic']])[] = [
  ['Invocations', 'Sum'],
  ['Duration', 'Sum'],
  ['Duration', 'SampleCount'],
  ['IteratorAge', 'Maximum'],
  ...lambdaFailures.map((name) => [name, 'Sum'] as const),
];

const ownNames = (kind: Kind): readonly string[] => {
  const { failures, refusals, deeds } = metricNames[kind];
  return [...failures, ...refusals, ...deeds];
};

/** Reads what a version did from `from` to `to`, epoch ms. */
export const figuresOf = async (
  source: MetricSource,
  { kind, service, stage, functionName, alias }: MeasuredFunction,
  version: string,
  from: number,
  to: number,
): Promise<VersionFigures> => {
  const names = ownNames(kind);
  const own = { service, stage, function: functionName, version };
  const lambda = { FunctionName: functionName, Resource: `${functionName}:${alias}`, ExecutedVersion: version };
  const values = await source.read(
    [
      ...names.flatMap((name) =>
        (['Sum', 'SampleCount'] as const).map((statistic) => ({
          namespace: METRICS_NAMESPACE,
          name,
          dimensions: own,
          statistic,
        })),
      ),
      ...lambdaQueries.map(([name, statistic]) => ({ namespace: 'AWS/Lambda', name, dimensions: lambda, statistic })),
    ],
    from,
    to,
  );
  const sums = names.map((_, index) => values[2 * index]);
  const samples = names.map((_, index) => values[2 * index + 1] ?? 0);
  const [invoked = 0, duration, durations = 0, iteratorAgeMs, ...failures] = values.slice(2 * names.length);
  const counted: readonly (readonly [string, number | undefined])[] = [
    ...names.map((name, index) => [name, sums[index]] as const),
    ...lambdaFailures.map((name, index) => [name, failures[index]] as const),
  ];
  return {
    // A function publishes what it counted once an invocation.
    invocations: Math.max(invoked, durations, ...samples),
    counts: Object.fromEntries(counted.filter((entry): entry is readonly [string, number] => entry[1] !== undefined)),
    ...(duration !== undefined && durations > 0 && { durationMs: duration / durations }),
    ...(iteratorAgeMs !== undefined && { iteratorAgeMs }),
  };
};

/** Names of what must not be. */
export const failureNames = (kind: Kind): readonly string[] => [...metricNames[kind].failures, 'Errors'];

/** Names of what may be, but no more of it than before. */
export const refusalNames = (kind: Kind): readonly string[] => [...metricNames[kind].refusals, 'Throttles'];
