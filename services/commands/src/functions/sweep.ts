import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { IoTDataPlaneClient } from '@aws-sdk/client-iot-data-plane';
import { isFinal } from '@signalbox/contracts';
import { clientSettings, errorMessage, lambdaHandler, lazy, text } from '@signalbox/lambda-kit';
import { dynamoCommandStore } from '../adapters/dynamo-command-store.ts';
import { dynamoDueIndex } from '../adapters/dynamo-due-index.ts';
import { iotPublisher } from '../adapters/iot-publisher.ts';
import { sweep } from '../sweep.ts';

/** Time that is kept for the commands at hand and for ending properly. */
const reserveMs = 10_000;

/** Runs each minute: sends what was not sent, ends what is over. Takes no notice of its event. */
export const handler = lambdaHandler({
  environment: { COMMANDS_TABLE: text() },
  wire: ({ environment, log, counts, clock, writes }) => {
    const client = lazy(() => new DynamoDBClient(clientSettings));
    const tableName = environment.COMMANDS_TABLE;
    const store = dynamoCommandStore({ client, tableName });
    const index = dynamoDueIndex({ client, tableName });
    const publisher = iotPublisher(lazy(() => new IoTDataPlaneClient(clientSettings)));
    const { save, publish } = writes({ save: store.save, publish: publisher.publish });
    const ports = { now: clock, index, store: { load: store.load, save }, publisher: { publish } };

    return async (_event: unknown, { getRemainingTimeInMillis }): Promise<void> => {
      const { taken, failed, postponed } = await sweep({
        ...ports,
        goOn: () => getRemainingTimeInMillis() > reserveMs,
      });
      counts.add('CommandsSent', taken.filter((status) => status === 'SENT').length);
      for (const status of taken.filter(isFinal)) counts.add('CommandsFinal', 1, { status });
      counts.add('SweepFailed', failed.length);
      counts.add('SweepPostponed', postponed);
      for (const { commandId, error } of failed) {
        log.child({ commandId }).error('a command could not be swept', { reason: errorMessage(error) });
      }
    };
  },
});
