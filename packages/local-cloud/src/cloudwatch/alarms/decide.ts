import type { AlarmConfiguration, AlarmState, Comparison } from './alarm.ts';

/** A period's value; undefined if nothing was measured in it. Newest last. */
export type Datapoint = { readonly at: number; readonly value: number | undefined };

const compare: Readonly<Record<Comparison, (value: number, threshold: number) => boolean>> = {
  GreaterThanOrEqualToThreshold: (value, threshold) => value >= threshold,
  GreaterThanThreshold: (value, threshold) => value > threshold,
  LessThanThreshold: (value, threshold) => value < threshold,
  LessThanOrEqualToThreshold: (value, threshold) => value <= threshold,
};

export interface Decision {
  /** Undefined: the state stays as it is. */
  readonly state: AlarmState | undefined;
  /** The data points that decided it. */
  readonly considered: readonly { readonly at: number; readonly value: number }[];
  readonly breaching: number;
}

type Real = { readonly at: number; readonly value: number };

/** Whether all that was measured breaches, and has done so long enough for the state to be ALARM though points are missing. */
const isOldEnough = (points: readonly Datapoint[], real: readonly Real[], needed: number): boolean => {
  const oldest = real[0];
  if (oldest === undefined) return false;
  return points.length - points.findIndex(({ at }) => at === oldest.at) >= needed;
};

/** Some of the points are missing, and those that are there do not decide by themselves. */
const decideWithGaps = (
  { TreatMissingData = 'missing' }: AlarmConfiguration,
  gaps: { real: readonly Real[]; breaching: number; needed: number; filled: number; isOld: boolean },
): AlarmState | undefined => {
  const { real, breaching, needed, filled, isOld } = gaps;
  if (TreatMissingData === 'breaching') return breaching + filled >= needed ? 'ALARM' : 'OK';
  if (TreatMissingData === 'notBreaching') return 'OK';
  if (real.length === 0) return TreatMissingData === 'ignore' ? undefined : 'INSUFFICIENT_DATA';
  if (breaching < real.length) return 'OK';
  return TreatMissingData === 'missing' && isOld ? 'ALARM' : undefined;
};

/**
 * The state that data points put an alarm in. There may be more points than the alarm has evaluation periods: the newest that were
 * measured count, and only what is lacking then is treated as missing data.
 * Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
 */
export const decide = (configuration: AlarmConfiguration, points: readonly Datapoint[]): Decision => {
  const { EvaluationPeriods: periods, Threshold, ComparisonOperator } = configuration;
  const needed = configuration.DatapointsToAlarm ?? periods;
  const measured = points.filter((point): point is Real => point.value !== undefined);
  const real = measured.slice(-periods);
  const breaching = real.filter(({ value }) => compare[ComparisonOperator](value, Threshold)).length;
  const done = (state: AlarmState | undefined): Decision => ({ state, considered: real, breaching });
  if (breaching >= needed) return done('ALARM');
  if (real.length >= periods) return done('OK');
  const filled = periods - real.length;
  return done(
    decideWithGaps(configuration, { real, breaching, needed, filled, isOld: isOldEnough(points, real, needed) }),
  );
};
