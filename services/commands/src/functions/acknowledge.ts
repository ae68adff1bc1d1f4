import { lambdaHandler, lazy, processMessages, text } from '@signalbox/lambda-kit';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { type CommandItems, commandStore } from '../adapters/command-store.ts';
import { handleResponse } from '../handle-response.ts';

/** Messages that are handled at a time. */
const concurrency = 25;

/** Records what devices say of their commands. */
export const handler = lambdaHandler({
  environment: { COMMANDS_TABLE: text() },
  wire: ({ environment, log, counts, reads, writes }) => {
    const commands = lazy(async () => {
      const { dynamoCommandItems } = await import('../adapters/dynamo-command-items.ts');
      return dynamoCommandItems({ tableName: environment.COMMANDS_TABLE });
    });
    const getItem: CommandItems['getItem'] = async (commandId) => (await commands()).getItem(commandId);
    const putItem: CommandItems['putItem'] = async (item) => (await commands()).putItem(item);
    const store = commandStore({ ...reads({ getItem }), ...writes({ putItem }) });
    const response = handleResponse({ counts, store });
    return (event: SQSEvent): Promise<SQSBatchResponse> =>
      processMessages(event, { concurrency, log, counts, message: ({ body }, child) => response(body, child) });
  },
});
