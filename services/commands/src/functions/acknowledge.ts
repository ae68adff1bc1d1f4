import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { clientSettings, lambdaHandler, lazy, processMessages, text } from '@signalbox/lambda-kit';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { dynamoCommandStore } from '../adapters/dynamo-command-store.ts';
import { handleResponse } from '../handle-response.ts';

/** Messages that are handled at a time. */
const concurrency = 25;

/** Records what devices say of their commands. */
export const handler = lambdaHandler({
  environment: { COMMANDS_TABLE: text() },
  wire: ({ environment, log, counts, writes }) => {
    const store = dynamoCommandStore({
      client: lazy(() => new DynamoDBClient(clientSettings)),
      tableName: environment.COMMANDS_TABLE,
    });
    const { save } = writes({ save: store.save });
    const response = handleResponse({ counts, store: { load: store.load, save } });
    return (event: SQSEvent): Promise<SQSBatchResponse> =>
      processMessages(event, { concurrency, log, counts, message: ({ body }, child) => response(body, child) });
  },
});
