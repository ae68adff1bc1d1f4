import type { Timer } from '../../kernel/clock.ts';
import type { CloudContext } from '../../kernel/context.ts';
import { createEvaluation, periodOf } from '../math/evaluate-queries.ts';
import type { MetricStore } from '../metrics/metric-store.ts';
import { type Alarm, watchedQueries } from './alarm.ts';
import type { AlarmBook } from './alarm-book.ts';
import { type Datapoint, decide } from './decide.ts';
import { stateReason, stateReasonData } from './reason.ts';

const everyMs = 10_000;
/** So many periods more than it needs does an alarm look back for data. */
const extraPeriods = 2;

/**
 * How often an alarm is evaluated: every minute; every ten seconds if its period is shorter. Its periods end then, so that one of five
 * minutes slides on by a minute.
 * Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation.html
 */
const intervalOf = (periodMs: number): number => (periodMs < 60_000 ? 10_000 : 60_000);

/** Evaluates the alarms, on the time of the cloud. */
export const createEvaluator = (
  book: AlarmBook,
  store: MetricStore,
  { clock, log }: CloudContext,
): { start(): void; stop(): void } => {
  let timer: Timer | undefined;
  /** Alarm -> the interval that it was last evaluated in. */
  const evaluated = new Map<string, number>();

  const pointsOf = ({ configuration }: Alarm, periodMs: number): Datapoint[] => {
    const { queries, id } = watchedQueries(configuration);
    const interval = intervalOf(periodMs);
    const endMs = Math.floor(clock.now() / interval) * interval;
    const startMs = endMs - (configuration.EvaluationPeriods + extraPeriods) * periodMs;
    const values = createEvaluation(store, queries, startMs, endMs, startMs)(id);
    const points: Datapoint[] = [];
    for (let at = startMs; at < endMs; at += periodMs) points.push({ at, value: values.get(at) });
    return points;
  };

  const evaluate = (alarm: Alarm, periodMs: number): void => {
    const decision = decide(alarm.configuration, pointsOf(alarm, periodMs));
    if (decision.state === undefined || decision.state === alarm.state) return;
    const reason = stateReason(alarm.configuration, decision);
    book.changeState(alarm, decision.state, reason, stateReasonData(alarm.configuration, decision, clock.now()));
  };

  const evaluateIfDue = (alarm: Alarm): void => {
    const periodMs = periodOf(watchedQueries(alarm.configuration).queries) * 1000;
    const interval = Math.floor(clock.now() / intervalOf(periodMs));
    const name = alarm.configuration.AlarmName;
    if (evaluated.get(name) === interval) return;
    evaluated.set(name, interval);
    try {
      evaluate(alarm, periodMs);
    } catch (error) {
      log.warn('an alarm could not be evaluated', { alarm: alarm.arn, error });
    }
  };

  const start = () => {
    timer = clock.after(everyMs - (clock.now() % everyMs), () => {
      for (const alarm of [...book.alarms.values()]) evaluateIfDue(alarm);
      for (const name of evaluated.keys()) if (!book.alarms.has(name)) evaluated.delete(name);
      start();
    });
  };
  return { start, stop: () => clock.clear(timer) };
};
