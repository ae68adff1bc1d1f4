import type { CloudContext } from '../../kernel/context.ts';
import { type Alarm, type AlarmState, watchedQueries } from './alarm.ts';

const awsTime = (at: number): string => new Date(at).toISOString().replace('Z', '+0000');

/** What a topic is sent when an alarm changes. Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html */
export const topicMessage = (alarm: Alarm, from: AlarmState, { accountId, region }: CloudContext): string => {
  const { configuration } = alarm;
  return JSON.stringify({
    AlarmName: configuration.AlarmName,
    AlarmDescription: configuration.AlarmDescription ?? null,
    AWSAccountId: accountId,
    AlarmConfigurationUpdatedTimestamp: awsTime(alarm.configuredAt),
    NewStateValue: alarm.state,
    NewStateReason: alarm.reason,
    StateChangeTime: awsTime(alarm.stateChangedAt),
    Region: region,
    AlarmArn: alarm.arn,
    OldStateValue: from,
    OKActions: configuration.OKActions,
    AlarmActions: configuration.AlarmActions,
    InsufficientDataActions: configuration.InsufficientDataActions,
    Trigger: {
      ...(configuration.Metrics === undefined
        ? {
            MetricName: configuration.MetricName,
            Namespace: configuration.Namespace,
            StatisticType: configuration.Statistic === undefined ? 'ExtendedStatistic' : 'Statistic',
            Statistic: configuration.Statistic?.toUpperCase() ?? configuration.ExtendedStatistic,
            Unit: configuration.Unit ?? null,
            Dimensions: (configuration.Dimensions ?? []).map(({ Name, Value }) => ({ value: Value, name: Name })),
          }
        : { Metrics: configuration.Metrics }),
      Period: configuration.Period,
      EvaluationPeriods: configuration.EvaluationPeriods,
      ...(configuration.DatapointsToAlarm === undefined ? {} : { DatapointsToAlarm: configuration.DatapointsToAlarm }),
      ComparisonOperator: configuration.ComparisonOperator,
      Threshold: configuration.Threshold,
      TreatMissingData: configuration.TreatMissingData ?? 'missing',
      EvaluateLowSampleCountPercentile: '',
    },
  });
};

const metricsOf = ({ configuration }: Alarm) =>
  watchedQueries(configuration).queries.map(({ Id, MetricStat, Expression, ReturnData, Label }) => ({
    id: Id,
    ...(MetricStat === undefined
      ? { expression: Expression, label: Label }
      : {
          metricStat: {
            metric: {
              namespace: MetricStat.Metric?.Namespace,
              name: MetricStat.Metric?.MetricName,
              dimensions: Object.fromEntries(
                (MetricStat.Metric?.Dimensions ?? []).map(({ Name, Value }) => [Name, Value]),
              ),
            },
            period: MetricStat.Period,
            stat: MetricStat.Stat,
          },
        }),
    returnData: ReturnData !== false,
  }));

const stateDetail = (value: AlarmState, reason: string, reasonData: string | undefined, at: number) => ({
  value,
  reason,
  ...(reasonData === undefined ? {} : { reasonData }),
  timestamp: awsTime(at),
});

/** The detail of the event that the default bus gets. Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html */
export const changeDetail = (alarm: Alarm, previous: Alarm) => ({
  alarmName: alarm.configuration.AlarmName,
  state: stateDetail(alarm.state, alarm.reason, alarm.reasonData, alarm.stateChangedAt),
  previousState: stateDetail(previous.state, previous.reason, previous.reasonData, previous.stateUpdatedAt),
  configuration: {
    ...(alarm.configuration.AlarmDescription === undefined
      ? {}
      : { description: alarm.configuration.AlarmDescription }),
    metrics: metricsOf(alarm),
  },
});
