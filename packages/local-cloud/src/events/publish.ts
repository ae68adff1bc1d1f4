import { randomUUID } from 'node:crypto';
import type { CloudContext } from '../kernel/context.ts';
import type { Deliverer } from './delivery/deliverer.ts';
import type { Delivery, DeliveryQueue } from './delivery/delivery-queue.ts';
import { targetInput } from './delivery/target-input.ts';
import { type EventEnvelope, isoSeconds } from './event.ts';
import type { Count } from './metrics.ts';
import type { EventsState, Rule } from './state.ts';

export interface NewEvent {
  readonly source: string;
  readonly detailType: string;
  readonly detail: unknown;
  readonly resources?: readonly string[];
  /** Epoch ms. */
  readonly time?: number;
}

/** Makes the envelope of an event, with an id of its own. */
export const envelope = (
  { source, detailType, detail, resources = [], time }: NewEvent,
  { accountId, region, clock }: CloudContext,
): EventEnvelope => ({
  version: '0',
  id: randomUUID(),
  'detail-type': detailType,
  source,
  account: accountId,
  time: isoSeconds(time ?? clock.now()),
  region,
  resources,
  detail,
});

/** The deliveries of an event to the targets of a rule. */
export const deliveriesOf = (rule: Rule, event: EventEnvelope, nowMs: number, isForwarded = false): Delivery[] =>
  rule.targets.map((target) => ({
    ruleArn: rule.arn,
    ruleName: rule.name,
    bus: rule.bus,
    target,
    event,
    input: targetInput(target, event, rule, nowMs),
    createdAt: nowMs,
    isForwarded,
  }));

/** Matches events with the rules of their bus and queues what follows, durably, in one transaction. */
export type Publish = (events: readonly { bus: string; event: EventEnvelope; isForwarded?: boolean }[]) => void;

export const createPublish =
  (
    state: EventsState,
    queue: DeliveryQueue,
    deliverer: () => Deliverer,
    count: Count,
    { clock }: CloudContext,
  ): Publish =>
  (events) => {
    const now = clock.now();
    const deliveries: Delivery[] = [];
    for (const { bus, event, isForwarded = false } of events) {
      for (const rule of state.matching(bus, event)) {
        count('MatchedEvents', rule.name, bus);
        count('TriggeredRules', rule.name, bus);
        const all = deliveriesOf(rule, event, now, isForwarded);
        // An event goes on to another bus once, so that two buses cannot send it back and forth for ever.
        deliveries.push(...all.filter(({ target }) => !isForwarded || !target.Arn?.includes(':event-bus/')));
      }
    }
    queue.add(deliveries, now);
    if (deliveries.length > 0) deliverer().wake();
  };
