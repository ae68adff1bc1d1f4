import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { clientSettings, lambdaHandler, lazy, processByDevice, streamItems, text } from '@signalbox/lambda-kit';
import type { KinesisStreamBatchResponse, KinesisStreamEvent } from 'aws-lambda';
import { dynamoDeviceStore } from '../adapters/dynamo-device-store.ts';
import { eventBridgeBus } from '../adapters/event-bridge-bus.ts';
import { decideBatch } from '../decide-batch.ts';
import { releasedRules } from '../rules.ts';

/** Devices that are decided on at a time: enough to fill a batched read. */
const concurrency = 100;

/** Decides on the telemetry stream, device by device. */
export const handler = lambdaHandler({
  environment: { DETECTOR_STATE_TABLE: text(), EVENT_BUS: text() },
  wire: ({ environment, log, counts, clock, writes }) => {
    const ruleSet = releasedRules();
    const store = dynamoDeviceStore({
      client: lazy(() => new DynamoDBClient(clientSettings)),
      tableName: environment.DETECTOR_STATE_TABLE,
      ruleSet: ruleSet.name,
    });
    const bus = eventBridgeBus({
      client: lazy(() => new EventBridgeClient(clientSettings)),
      busName: environment.EVENT_BUS,
    });
    const { save, emit } = writes({ save: store.save, emit: bus.emit });
    const ports = { ruleSet, counts, now: clock, store: { load: store.load, save }, bus: { emit } };
    const device = decideBatch(ports);
    return (event: KinesisStreamEvent): Promise<KinesisStreamBatchResponse> =>
      processByDevice(streamItems(event), { concurrency, log, counts, device });
  },
});
