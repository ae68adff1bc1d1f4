import type { Timer } from '../../kernel/clock.ts';
import type { CloudContext } from '../../kernel/context.ts';
import type { Deliverer } from '../delivery/deliverer.ts';
import type { Delivery, DeliveryQueue, ScheduleEntry } from '../delivery/delivery-queue.ts';
import type { Count } from '../metrics.ts';
import { deliveriesOf, envelope } from '../publish.ts';
import { type EventsState, type Rule, ruleKey } from '../state.ts';
import { readSchedule } from './schedule.ts';

/**
 * Fires scheduled rules. The next firing is stored with what the last one queued, in one transaction, so a restart neither
 * repeats nor forgets one; of those that fell into a time when the cloud did not run, one is made up for.
 */
export interface Scheduler {
  start(): void;
  /** A rule was put, enabled, disabled or deleted. */
  changed(rule: Rule | undefined, key: string): void;
  stop(): void;
}

export const createScheduler = (
  state: EventsState,
  queue: DeliveryQueue,
  deliverer: Deliverer,
  count: Count,
  context: CloudContext,
): Scheduler => {
  const { clock, log } = context;
  const entries = new Map<string, ScheduleEntry>(queue.schedules().map((entry) => [entry.ruleKey, entry]));
  let timer: Timer | undefined;
  let isRunning = false;

  const drop = (key: string) => {
    entries.delete(key);
    queue.dropSchedule(key);
  };

  /** What a firing queues, and the firing after it. */
  const firing = (entry: ScheduleEntry, now: number): { deliveries: Delivery[]; next: ScheduleEntry | undefined } => {
    const rule = state.rules.get(entry.ruleKey);
    if (rule === undefined) return { deliveries: [], next: undefined };
    const schedule = readSchedule(entry.expression);
    let nextAt = schedule(entry.nextAt);
    // A long pause is one firing; a rate goes on in step with its beginning.
    if (nextAt !== undefined && nextAt <= now) nextAt = schedule(now);
    const event = envelope(
      { source: 'aws.events', detailType: 'Scheduled Event', detail: {}, resources: [rule.arn], time: entry.nextAt },
      context,
    );
    count('TriggeredRules', rule.name, rule.bus);
    return {
      deliveries: deliveriesOf(rule, event, now),
      next: nextAt === undefined ? undefined : { ...entry, nextAt },
    };
  };

  const fire = () => {
    const now = clock.now();
    for (const entry of [...entries.values()].filter(({ nextAt }) => nextAt <= now)) {
      const { deliveries, next } = firing(entry, now);
      queue.add(deliveries, now, next === undefined ? [] : [next]);
      if (next === undefined) drop(entry.ruleKey);
      else entries.set(entry.ruleKey, next);
    }
    deliverer.wake();
    arm();
  };

  const arm = () => {
    clock.clear(timer);
    if (!isRunning || entries.size === 0) return;
    const next = Math.min(...[...entries.values()].map(({ nextAt }) => nextAt));
    timer = clock.after(next - clock.now(), fire);
  };

  const changed = (rule: Rule | undefined, key: string) => {
    const expression = rule?.state === 'ENABLED' ? rule.scheduleExpression : undefined;
    if (expression === undefined) drop(key);
    else if (entries.get(key)?.expression !== expression) {
      const nextAt = readSchedule(expression)(clock.now());
      if (nextAt === undefined) return drop(key);
      const entry = { ruleKey: key, expression, nextAt };
      entries.set(key, entry);
      queue.setSchedule(entry);
    }
    arm();
  };

  return {
    start: () => {
      isRunning = true;
      // A kill may have come between a rule and its schedule.
      for (const rule of state.rules.values()) changed(rule, ruleKey(rule.bus, rule.name));
      for (const key of [...entries.keys()].filter((each) => !state.rules.has(each))) drop(key);
      log.debug('schedules', { count: entries.size });
      arm();
    },
    changed,
    stop: () => {
      isRunning = false;
      clock.clear(timer);
    },
  };
};
