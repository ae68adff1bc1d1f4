import { lambdaHandler, lazy, processMessages, text } from '@signalbox/lambda-kit';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { type CommandItems, commandStore } from '../adapters/command-store.ts';
import { deriveCommandId } from '../adapters/derive-command-id.ts';
import { handleRequest } from '../handle-request.ts';
import type { DevicePublisher } from '../ports.ts';

/** Messages that are handled at a time: a whole batch. */
const concurrency = 10;

/** Makes commands of decisions and operators' requests, and sends them. */
export const handler = lambdaHandler({
  environment: { COMMANDS_TABLE: text() },
  wire: ({ environment, log, counts, clock, reads, writes }) => {
    const commands = lazy(async () => {
      const { dynamoCommandItems } = await import('../adapters/dynamo-command-items.ts');
      return dynamoCommandItems({ tableName: environment.COMMANDS_TABLE });
    });
    const broker = lazy(async () => {
      const { iotPublisher } = await import('../adapters/iot-publisher.ts');
      return iotPublisher();
    });
    const getItem: CommandItems['getItem'] = async (commandId) => (await commands()).getItem(commandId);
    const putItem: CommandItems['putItem'] = async (item) => (await commands()).putItem(item);
    const publish: DevicePublisher['publish'] = async (publication) => (await broker()).publish(publication);
    const guarded = writes({ putItem, publish });
    const store = commandStore({ ...reads({ getItem }), putItem: guarded.putItem });
    const request = handleRequest({ now: clock, counts, deriveCommandId, store, publisher: guarded });
    return (event: SQSEvent): Promise<SQSBatchResponse> =>
      processMessages(event, { concurrency, log, counts, message: ({ body }, child) => request(body, child) });
  },
});
