import { expect, test } from 'vitest';
import type { AlarmConfiguration, MissingData } from './alarm.ts';
import { decide } from './decide.ts';

const treatments: readonly MissingData[] = ['missing', 'ignore', 'breaching', 'notBreaching'];

/** `0` is a good value, `X` a breaching one, `-` none; newest last. */
const decideAll = (points: string, EvaluationPeriods: number, DatapointsToAlarm: number) =>
  treatments.map((TreatMissingData) => {
    const configuration = {
      EvaluationPeriods,
      DatapointsToAlarm,
      Threshold: 1,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      TreatMissingData,
    } as AlarmConfiguration;
    const read = points.split(' ').map((mark, at) => ({ at, value: mark === '-' ? undefined : mark === 'X' ? 1 : 0 }));
    return decide(configuration, read).state ?? 'same';
  });

// The tables of https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
test.each([
  ['0 - X - X', 3, 3, ['OK', 'OK', 'OK', 'OK']],
  ['0 - - - -', 3, 3, ['OK', 'OK', 'OK', 'OK']],
  ['- - - - -', 3, 3, ['INSUFFICIENT_DATA', 'same', 'ALARM', 'OK']],
  ['0 X X - X', 3, 3, ['ALARM', 'ALARM', 'ALARM', 'ALARM']],
  ['- - X - -', 3, 3, ['ALARM', 'same', 'ALARM', 'OK']],
  ['0 - X - X', 3, 2, ['ALARM', 'ALARM', 'ALARM', 'ALARM']],
  ['0 0 X 0 X', 3, 2, ['ALARM', 'ALARM', 'ALARM', 'ALARM']],
  ['0 - X - -', 3, 2, ['OK', 'OK', 'ALARM', 'OK']],
  ['- - - - 0', 3, 2, ['OK', 'OK', 'ALARM', 'OK']],
  ['- - - X -', 3, 2, ['ALARM', 'same', 'ALARM', 'OK']],
])('%s with %i periods and %i data points', (points, periods, needed, states) => {
  expect(decideAll(points, periods, needed)).toEqual(states);
});
