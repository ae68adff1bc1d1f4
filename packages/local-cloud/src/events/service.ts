import type { Operation } from '../kernel/operation.ts';
import type { ServiceFactory } from '../kernel/service.ts';
import type { EventsPort } from '../ports/events.ts';
import { createDeliverer, type Deliverer } from './delivery/deliverer.ts';
import { openDeliveryQueue } from './delivery/delivery-queue.ts';
import type { Forward } from './delivery/send-to-target.ts';
import { createCount } from './metrics.ts';
import { busOperations } from './operations/bus-operations.ts';
import { putEventsOperation } from './operations/put-events.ts';
import { ruleOperations } from './operations/rule-operations.ts';
import { tagOperations } from './operations/tag-operations.ts';
import { createPublish, envelope } from './publish.ts';
import { eventBus } from './resource-types/event-bus.ts';
import { eventBusPolicy } from './resource-types/event-bus-policy.ts';
import { eventRule } from './resource-types/rule.ts';
import { createScheduler } from './schedule/scheduler.ts';
import { openState } from './state.ts';

/**
 * EventBridge: buses, rules by pattern and by schedule, targets. Archives, replays, API destinations, connections, endpoints,
 * partner sources, pipes and the Scheduler service are refused by name.
 */
export const createEvents: ServiceFactory<EventsPort> = (context) => {
  const { storage } = context;
  const state = openState(context);
  const queue = openDeliveryQueue(storage.database('events'));
  const count = createCount(context);
  const publish = createPublish(state, queue, (): Deliverer => deliverer, count, context);
  const forward: Forward = (busArn, { event }) => publish([{ bus: state.bus(busArn).name, event, isForwarded: true }]);
  const deliverer = createDeliverer(queue, context, count, forward);
  const scheduler = createScheduler(state, queue, deliverer, count, context);
  const operations: Readonly<Record<string, Operation>> = {
    ...busOperations(state, context),
    ...ruleOperations(state, scheduler, context),
    ...tagOperations(state),
    PutEvents: putEventsOperation(state, publish, context),
  };
  return {
    name: 'events',
    port: {
      putEvent: async (bus, event) => {
        const made = envelope(event, context);
        publish([{ bus: state.bus(bus).name, event: made }]);
        return made.id;
      },
    },
    apis: [{ protocol: 'json', version: '1.1', scopes: ['events'], targetPrefix: 'AWSEvents', operations }],
    resourceTypes: [eventBus(operations), eventRule(operations), eventBusPolicy(operations)],
    start: async () => {
      deliverer.start();
      scheduler.start();
    },
    stop: async () => {
      scheduler.stop();
      await deliverer.stop();
    },
  };
};
