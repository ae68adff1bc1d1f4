import { errorMessage, lambdaHandler, lazy, text } from '@signalbox/lambda-kit';
import { type DeviceItems, deviceStore } from '../adapters/device-store.ts';
import type { EventBridgeBus } from '../adapters/event-bridge-bus.ts';
import type { DecisionBus, DueIndex, TickStream } from '../ports.ts';
import { ruleSetName } from '../rule-set-name.ts';
import { sweep } from '../sweep.ts';

/** Time that is kept for the devices at hand and for ending properly. */
const reserveMs = 10_000;

/** Runs each minute: sends outboxes that were left, puts ticks for due timers on the stream. Takes no notice of its event. */
export const handler = lambdaHandler({
  environment: { DETECTOR_STATE_TABLE: text(), EVENT_BUS: text(), TELEMETRY_STREAM: text() },
  wire: ({ environment, log, counts, clock, reads, writes }) => {
    const table = { tableName: environment.DETECTOR_STATE_TABLE, ruleSet: ruleSetName };
    const dueIndex = lazy(async () => {
      const { dynamoDueIndex } = await import('../adapters/dynamo-due-index.ts');
      return dynamoDueIndex(table);
    });
    // Most sweeps find nothing due and need no more than the index.
    const items = lazy(async () => {
      const { dynamoDeviceItems } = await import('../adapters/dynamo-device-items.ts');
      return dynamoDeviceItems(table);
    });
    const events = lazy(async () => {
      const { eventBridgeBus } = await import('../adapters/event-bridge-bus.ts');
      return eventBridgeBus({ busName: environment.EVENT_BUS });
    });
    const stream = lazy(async () => {
      const { kinesisTicks } = await import('../adapters/kinesis-ticks.ts');
      return kinesisTicks({ streamName: environment.TELEMETRY_STREAM });
    });
    const dueBy: DueIndex['dueBy'] = async (until) => (await dueIndex()).dueBy(until);
    const getItem: DeviceItems['getItem'] = async (deviceId) => (await items()).getItem(deviceId);
    const putItem: DeviceItems['putItem'] = async (item) => (await items()).putItem(item);
    const putEvents: EventBridgeBus['putEvents'] = async (entries) => (await events()).putEvents(entries);
    const put: TickStream['put'] = async (ticks) => (await stream()).put(ticks);
    const guarded = writes({ putItem, putEvents, put });
    const found = reads({ dueBy, getItem });
    const emit: DecisionBus['emit'] = async (decisions) => {
      const { eventsOf } = await events();
      return guarded.putEvents(eventsOf(decisions));
    };
    const store = deviceStore({ getItem: found.getItem, putItem: guarded.putItem });
    const ports = { now: clock, index: found, store, bus: { emit }, ticks: guarded };

    return async (_event: unknown, { getRemainingTimeInMillis }): Promise<void> => {
      const outcome = await sweep({ ...ports, goOn: () => getRemainingTimeInMillis() > reserveMs });
      counts.add('OutboxSent', outcome.sent);
      counts.add('TicksPut', outcome.ticks);
      counts.add('SweepRefused', outcome.refused.length);
      counts.add('DevicesFailed', outcome.failed.length);
      counts.add('DevicesPostponed', outcome.postponed);
      if (outcome.refused.length > 0) {
        log.warn('not everything was taken', { code: outcome.refused[0], count: outcome.refused.length });
      }
      for (const { deviceId, error } of outcome.failed) {
        log.child({ deviceId }).error('a device could not be swept', { reason: errorMessage(error) });
      }
    };
  },
});
