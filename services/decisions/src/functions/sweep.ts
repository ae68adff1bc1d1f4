import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { KinesisClient } from '@aws-sdk/client-kinesis';
import { clientSettings, errorMessage, lambdaHandler, lazy, text } from '@signalbox/lambda-kit';
import { dynamoDeviceStore } from '../adapters/dynamo-device-store.ts';
import { dynamoDueIndex } from '../adapters/dynamo-due-index.ts';
import { eventBridgeBus } from '../adapters/event-bridge-bus.ts';
import { kinesisTicks } from '../adapters/kinesis-ticks.ts';
import { releasedRules } from '../rules.ts';
import { sweep } from '../sweep.ts';

/** Time that is kept for the devices at hand and for ending properly. */
const reserveMs = 10_000;

/** Runs each minute: sends outboxes that were left, puts ticks for due timers on the stream. Takes no notice of its event. */
export const handler = lambdaHandler({
  environment: { DETECTOR_STATE_TABLE: text(), EVENT_BUS: text(), TELEMETRY_STREAM: text() },
  wire: ({ environment, log, counts, clock, writes }) => {
    const ruleSet = releasedRules().name;
    const tableName = environment.DETECTOR_STATE_TABLE;
    const dynamo = lazy(() => new DynamoDBClient(clientSettings));
    const store = dynamoDeviceStore({ client: dynamo, tableName, ruleSet });
    const index = dynamoDueIndex({ client: dynamo, tableName, ruleSet });
    const bus = eventBridgeBus({
      client: lazy(() => new EventBridgeClient(clientSettings)),
      busName: environment.EVENT_BUS,
    });
    const ticks = kinesisTicks({
      client: lazy(() => new KinesisClient(clientSettings)),
      streamName: environment.TELEMETRY_STREAM,
    });
    const { save, emit, put } = writes({ save: store.save, emit: bus.emit, put: ticks.put });
    const ports = { now: clock, index, store: { load: store.load, save }, bus: { emit }, ticks: { put } };

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
