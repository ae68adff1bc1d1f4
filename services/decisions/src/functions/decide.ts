import { lambdaHandler, lazy, processByDevice, streamItems, text } from '@signalbox/lambda-kit';
import type { KinesisStreamBatchResponse, KinesisStreamEvent } from 'aws-lambda';
import { decideBatch } from '../decide-batch.ts';
import type { DecisionBus, DeviceStore } from '../ports.ts';
import { reportFailedRules } from '../report-failed-rules.ts';
import { releasedModel } from '../rules.ts';

/** Devices that are decided on at a time: enough to fill a batched read. */
const concurrency = 100;

/** Decides on the telemetry stream, device by device. */
export const handler = lambdaHandler({
  environment: { DETECTOR_STATE_TABLE: text(), EVENT_BUS: text() },
  wire: ({ environment, log, counts, clock, writes }) => {
    const model = releasedModel();
    const items = lazy(async () => {
      const { dynamoDeviceStore } = await import('../adapters/dynamo-device-store.ts');
      return dynamoDeviceStore({ tableName: environment.DETECTOR_STATE_TABLE, ruleSet: model.ruleSet.name });
    });
    // Most batches decide nothing, so the bus is loaded only by the first that does.
    const events = lazy(async () => {
      const { eventBridgeBus } = await import('../adapters/event-bridge-bus.ts');
      return eventBridgeBus({ busName: environment.EVENT_BUS });
    });
    const load: DeviceStore['load'] = async (deviceId) => (await items()).load(deviceId);
    const save: DeviceStore['save'] = async (item) => {
      const store = await items();
      const saving = store.save(item);
      // What is saved with an outbox is sent next: the bus loads while the table writes. If it does not load, emit says so.
      if (item.outbox.length > 0) events().catch(() => undefined);
      return saving;
    };
    const emit: DecisionBus['emit'] = async (decisions) => (await events()).emit(decisions);
    const guarded = writes({ save, emit });
    const store = { load, save: guarded.save };
    const decide = decideBatch({ model, counts, now: clock, store, bus: { emit: guarded.emit } });
    return (event: KinesisStreamEvent): Promise<KinesisStreamBatchResponse> => {
      const report = reportFailedRules();
      return processByDevice(streamItems(event), {
        ...{ concurrency, log, counts },
        device: (items, deviceLog) => decide(items, deviceLog, report),
      });
    };
  },
});
