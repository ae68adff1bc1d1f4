import { lambdaHandler, lazy, processMessages, text } from '@signalbox/lambda-kit';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { handleResponse } from '../handle-response.ts';
import type { CommandStore } from '../ports.ts';

/** Messages that are handled at a time. */
const concurrency = 25;

/** Records what devices say of their commands. */
export const handler = lambdaHandler({
  environment: { COMMANDS_TABLE: text() },
  wire: ({ environment, log, counts, reads, writes }) => {
    const commands = lazy(async () => {
      const { dynamoCommandStore } = await import('../adapters/dynamo-command-store.ts');
      return dynamoCommandStore({ tableName: environment.COMMANDS_TABLE });
    });
    const load: CommandStore['load'] = async (commandId) => (await commands()).load(commandId);
    const save: CommandStore['save'] = async (command) => (await commands()).save(command);
    const response = handleResponse({ counts, store: { ...reads({ load }), ...writes({ save }) } });
    return (event: SQSEvent): Promise<SQSBatchResponse> =>
      processMessages(event, { concurrency, log, counts, message: ({ body }, child) => response(body, child) });
  },
});
