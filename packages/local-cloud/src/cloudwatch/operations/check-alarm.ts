import type { PutMetricAlarmInput } from '@aws-sdk/client-cloudwatch';
import { UnsupportedError } from '../../kernel/aws-error.ts';
import type { AlarmConfiguration, Comparison, MissingData } from '../alarms/alarm.ts';
import { validationError } from '../errors.ts';
import { checkPeriod, checkQueries, checkStatistic } from '../math/evaluate-queries.ts';

const comparisons = new Set<string>([
  'GreaterThanOrEqualToThreshold',
  'GreaterThanThreshold',
  'LessThanThreshold',
  'LessThanOrEqualToThreshold',
]);
const bandComparisons = /^(LessThanLowerOrGreaterThanUpperThreshold|LessThanLowerThreshold|GreaterThanUpperThreshold)$/;
const missingData = new Set(['breaching', 'notBreaching', 'ignore', 'missing']);
const dayAndMore = 86_400;

const checkMetric = (input: PutMetricAlarmInput): void => {
  const { MetricName, Namespace, Statistic, ExtendedStatistic, Period, Metrics } = input;
  if (Metrics !== undefined && Metrics.length > 0) {
    if (MetricName !== undefined) throw validationError('Metrics list and MetricName cannot both be specified.');
    checkQueries(Metrics);
    const watched = Metrics.filter((query) => query.ReturnData !== false);
    if (watched.length !== 1) throw validationError('Exactly one element of the metrics list should return data.');
    return;
  }
  if (MetricName === undefined || Namespace === undefined) {
    throw validationError('MetricName and Namespace must be specified, or Metrics.');
  }
  if ((Statistic === undefined) === (ExtendedStatistic === undefined)) {
    throw validationError('Exactly one of Statistic and ExtendedStatistic must be specified.');
  }
  checkStatistic(Statistic ?? ExtendedStatistic ?? '');
  if (Period === undefined) throw validationError('Period must be specified.');
  checkPeriod(Period);
};

const checkPeriods = ({ EvaluationPeriods, DatapointsToAlarm, Period = 60 }: PutMetricAlarmInput): number => {
  if (EvaluationPeriods === undefined || EvaluationPeriods < 1) {
    throw validationError('EvaluationPeriods must be specified and at least 1.');
  }
  if (DatapointsToAlarm !== undefined && (DatapointsToAlarm < 1 || DatapointsToAlarm > EvaluationPeriods)) {
    throw validationError('DatapointsToAlarm must be at least 1 and at most EvaluationPeriods.');
  }
  if (EvaluationPeriods * Period > 7 * dayAndMore || (Period < 3600 && EvaluationPeriods * Period > dayAndMore)) {
    throw validationError(
      'Metrics cannot be checked across more than a day (EvaluationPeriods * Period must be <= 86400).',
    );
  }
  return EvaluationPeriods;
};

const checkActions = (...lists: readonly (readonly string[])[]): void => {
  for (const list of lists) {
    if (list.length > 5) throw validationError('An alarm has at most 5 actions of a kind.');
    const other = list.find((action) => !/^arn:[^:]+:(sns|lambda):/.test(action));
    if (other !== undefined) throw new UnsupportedError(`the alarm action ${other}`);
  }
};

/** @throws AwsError ValidationError; UnsupportedError for what is not built */
export const readAlarm = (input: PutMetricAlarmInput): AlarmConfiguration => {
  const { AlarmName = '', Threshold, ComparisonOperator = '', TreatMissingData, Tags: _tags, ...given } = input;
  if (AlarmName === '' || AlarmName.length > 255) throw validationError('AlarmName must have 1 to 255 characters.');
  if (bandComparisons.test(ComparisonOperator)) {
    throw new UnsupportedError(`the comparison ${ComparisonOperator}: there is no anomaly detection`);
  }
  if (!comparisons.has(ComparisonOperator)) {
    throw validationError(
      `Value '${ComparisonOperator}' at 'comparisonOperator' failed to satisfy constraint: Member must satisfy enum value set: [${[...comparisons].join(', ')}]`,
    );
  }
  if (Threshold === undefined) throw validationError('Threshold must be specified.');
  if (TreatMissingData !== undefined && !missingData.has(TreatMissingData)) {
    throw validationError(`Option '${TreatMissingData}' for TreatMissingData is not supported.`);
  }
  checkMetric(input);
  const EvaluationPeriods = checkPeriods(input);
  const { OKActions = [], AlarmActions = [], InsufficientDataActions = [], ActionsEnabled = true } = input;
  checkActions(OKActions, AlarmActions, InsufficientDataActions);
  return {
    ...given,
    AlarmName,
    EvaluationPeriods,
    Threshold,
    ComparisonOperator: ComparisonOperator as Comparison,
    ...(TreatMissingData === undefined ? {} : { TreatMissingData: TreatMissingData as MissingData }),
    OKActions,
    AlarmActions,
    InsufficientDataActions,
    ActionsEnabled,
  } as AlarmConfiguration;
};
