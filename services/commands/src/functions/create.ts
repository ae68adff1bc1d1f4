import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { IoTDataPlaneClient } from '@aws-sdk/client-iot-data-plane';
import { clientSettings, lambdaHandler, lazy, processMessages, text } from '@signalbox/lambda-kit';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { deriveCommandId } from '../adapters/derive-command-id.ts';
import { dynamoCommandStore } from '../adapters/dynamo-command-store.ts';
import { iotPublisher } from '../adapters/iot-publisher.ts';
import { handleRequest } from '../handle-request.ts';

/** Messages that are handled at a time: a whole batch. */
const concurrency = 10;

/** Makes commands of decisions and operators' requests, and sends them. */
export const handler = lambdaHandler({
  environment: { COMMANDS_TABLE: text() },
  wire: ({ environment, log, counts, clock, writes }) => {
    const store = dynamoCommandStore({
      client: lazy(() => new DynamoDBClient(clientSettings)),
      tableName: environment.COMMANDS_TABLE,
    });
    const publisher = iotPublisher(lazy(() => new IoTDataPlaneClient(clientSettings)));
    const { save, publish } = writes({ save: store.save, publish: publisher.publish });
    const ports = { now: clock, counts, deriveCommandId, store: { load: store.load, save }, publisher: { publish } };
    const request = handleRequest(ports);
    return (event: SQSEvent): Promise<SQSBatchResponse> =>
      processMessages(event, { concurrency, log, counts, message: ({ body }, child) => request(body, child) });
  },
});
