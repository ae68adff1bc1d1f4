import { DatabaseSync } from 'node:sqlite';
import { afterEach, expect, test } from 'vitest';
import type { Clock } from '../../kernel/clock.ts';
import type { CloudContext } from '../../kernel/context.ts';
import { createMetricStore } from '../metrics/metric-store.ts';
import type { Alarm, AlarmConfiguration, AlarmState } from './alarm.ts';
import type { AlarmBook } from './alarm-book.ts';
import { createEvaluator } from './evaluator.ts';

const database = new DatabaseSync(':memory:');
afterEach(() => database.exec('DELETE FROM buckets'));

const minute = 60_000;

test('periods of five minutes end each minute', () => {
  let now = Date.UTC(2026, 0, 1);
  let due: () => void = () => undefined;
  const clock = {
    speed: 1,
    now: () => now,
    after: (delayMs: number, task: () => void) => {
      due = () => {
        now += delayMs;
        task();
      };
      return { handle: undefined as never };
    },
    clear: () => undefined,
    sleep: async () => undefined,
  } satisfies Clock;
  const store = createMetricStore(database, clock);
  const configuration = {
    AlarmName: 'a',
    Namespace: 'N',
    MetricName: 'm',
    Statistic: 'Sum',
    Period: 300,
    EvaluationPeriods: 1,
    Threshold: 5,
    ComparisonOperator: 'GreaterThanOrEqualToThreshold',
    TreatMissingData: 'notBreaching',
  } as unknown as AlarmConfiguration;
  const alarm = { configuration, state: 'INSUFFICIENT_DATA' } as Alarm;
  const alarms = new Map([['a', alarm]]);
  const changes: [AlarmState, number][] = [];
  const book = {
    alarms,
    changeState: (previous: Alarm, state: AlarmState) => {
      alarms.set('a', { ...previous, state });
      changes.push([state, (now - start) / minute]);
    },
  } as unknown as AlarmBook;
  const start = now;
  const measure = (at: number, value: number) =>
    store.add({
      namespace: 'N',
      name: 'm',
      dimensions: {},
      unit: 'None',
      timestamp: start + at * minute,
      isHighResolution: false,
      values: [[value, 1]],
    });
  measure(2, 3);
  measure(6, 3);
  createEvaluator(book, store, { clock } as unknown as CloudContext).start();
  while (now < start + 20 * minute) due();
  // Minutes 2 to 6 have both at the end of minute 6, and one more minute has only the later.
  expect(changes.slice(0, 3)).toEqual([
    ['OK', expect.any(Number)],
    ['ALARM', 7],
    ['OK', 8],
  ]);
});
