import type { AlarmConfiguration, Comparison } from './alarm.ts';
import { watchedQueries } from './alarm.ts';
import type { Decision } from './decide.ts';

const words: Readonly<Record<Comparison, string>> = {
  GreaterThanOrEqualToThreshold: 'greater than or equal to',
  GreaterThanThreshold: 'greater than',
  LessThanThreshold: 'less than',
  LessThanOrEqualToThreshold: 'less than or equal to',
};

/** A number as alarms print it: `90.0`. */
const number = (value: number): string => (Number.isInteger(value) ? `${value}.0` : String(value));

/** `23/11/26 19:00:00` */
const moment = (at: number): string => {
  const [, year, month, day, time] =
    /^\d\d(\d\d)-(\d\d)-(\d\d)T(\d\d:\d\d:\d\d)/.exec(new Date(at).toISOString()) ?? [];
  return `${day}/${month}/${year} ${time}`;
};

/** StateReason: what was measured and what it was compared with. */
export const stateReason = (configuration: AlarmConfiguration, { state, considered, breaching }: Decision): string => {
  const { Threshold, ComparisonOperator, EvaluationPeriods, DatapointsToAlarm = EvaluationPeriods } = configuration;
  if (considered.length === 0) {
    if (state === 'INSUFFICIENT_DATA') return 'Insufficient Data: no datapoints were received.';
    const as = state === 'ALARM' ? '[Breaching]' : '[NonBreaching]';
    return `Threshold Crossed: no datapoints were received for ${EvaluationPeriods} period${EvaluationPeriods === 1 ? '' : 's'} and ${EvaluationPeriods} missing datapoint${EvaluationPeriods === 1 ? ' was' : 's were'} treated as ${as}.`;
  }
  const counted = state === 'ALARM' ? breaching : considered.length - breaching;
  const shown = considered.toReversed().map(({ at, value }) => `${number(value)} (${moment(at)})`);
  const was = counted === 1 ? 'was' : 'were';
  const not = state === 'ALARM' ? '' : 'not ';
  const transition = state === 'ALARM' ? 'OK -> ALARM' : 'ALARM -> OK';
  return `Threshold Crossed: ${counted} out of the last ${considered.length} datapoints [${shown.join(', ')}] ${was} ${not}${words[ComparisonOperator]} the threshold (${number(Threshold)}) (minimum ${DatapointsToAlarm} datapoint${DatapointsToAlarm === 1 ? '' : 's'} for ${transition} transition).`;
};

const awsTime = (at: number): string => new Date(at).toISOString().replace('Z', '+0000');

/** StateReasonData: the same for programs. */
export const stateReasonData = (configuration: AlarmConfiguration, { considered }: Decision, now: number): string => {
  const { queries } = watchedQueries(configuration);
  const newestFirst = considered.toReversed();
  return JSON.stringify({
    version: '1.0',
    queryDate: awsTime(now),
    ...(considered[0] === undefined ? {} : { startDate: awsTime(considered[0].at) }),
    ...(configuration.Statistic === undefined ? {} : { statistic: configuration.Statistic }),
    period: configuration.Period ?? queries[0]?.MetricStat?.Period,
    recentDatapoints: considered.map(({ value }) => value),
    threshold: configuration.Threshold,
    evaluatedDatapoints: newestFirst.map(({ at, value }) => ({ timestamp: awsTime(at), value })),
  });
};
