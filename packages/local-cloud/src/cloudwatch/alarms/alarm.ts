import type { Dimension, MetricDataQuery } from '@aws-sdk/client-cloudwatch';

export type AlarmState = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';
export type Comparison =
  | 'GreaterThanOrEqualToThreshold'
  | 'GreaterThanThreshold'
  | 'LessThanThreshold'
  | 'LessThanOrEqualToThreshold';
export type MissingData = 'breaching' | 'notBreaching' | 'ignore' | 'missing';

/** What PutMetricAlarm was given. */
export interface AlarmConfiguration {
  readonly AlarmName: string;
  readonly AlarmDescription?: string;
  readonly ActionsEnabled: boolean;
  readonly OKActions: readonly string[];
  readonly AlarmActions: readonly string[];
  readonly InsufficientDataActions: readonly string[];
  readonly MetricName?: string;
  readonly Namespace?: string;
  readonly Statistic?: string;
  readonly ExtendedStatistic?: string;
  readonly Dimensions?: readonly Dimension[];
  readonly Period?: number;
  readonly Unit?: string;
  readonly Metrics?: readonly MetricDataQuery[];
  readonly EvaluationPeriods: number;
  readonly DatapointsToAlarm?: number;
  readonly Threshold: number;
  readonly ComparisonOperator: Comparison;
  readonly TreatMissingData?: MissingData;
}

export interface Alarm {
  readonly arn: string;
  readonly configuration: AlarmConfiguration;
  readonly state: AlarmState;
  readonly reason: string;
  readonly reasonData?: string;
  /** Epoch ms. */
  readonly configuredAt: number;
  readonly stateUpdatedAt: number;
  readonly stateChangedAt: number;
}

/** The queries that give what the alarm watches, and which of them does. */
export const watchedQueries = (
  configuration: AlarmConfiguration,
): { queries: readonly MetricDataQuery[]; id: string } => {
  const { Metrics, Namespace, MetricName, Dimensions, Period, Statistic, ExtendedStatistic, Unit } = configuration;
  if (Metrics !== undefined) {
    const watched = Metrics.find((query) => query.ReturnData !== false);
    return { queries: Metrics, id: watched?.Id ?? '' };
  }
  const query = {
    Id: 'm1',
    MetricStat: {
      Metric: { Namespace, MetricName, Dimensions },
      Period,
      Stat: Statistic ?? ExtendedStatistic,
      ...(Unit === undefined ? {} : { Unit }),
    },
  } as MetricDataQuery;
  return { queries: [query], id: 'm1' };
};
