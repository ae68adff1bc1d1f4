import { lambdaHandler, lazy, processMessages, text } from '@signalbox/lambda-kit';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { deriveCommandId } from '../adapters/derive-command-id.ts';
import { handleRequest } from '../handle-request.ts';
import type { CommandStore, DevicePublisher } from '../ports.ts';

/** Messages that are handled at a time: a whole batch. */
const concurrency = 10;

/** Makes commands of decisions and operators' requests, and sends them. */
export const handler = lambdaHandler({
  environment: { COMMANDS_TABLE: text() },
  wire: ({ environment, log, counts, clock, reads, writes }) => {
    const commands = lazy(async () => {
      const { dynamoCommandStore } = await import('../adapters/dynamo-command-store.ts');
      return dynamoCommandStore({ tableName: environment.COMMANDS_TABLE });
    });
    const broker = lazy(async () => {
      const { iotPublisher } = await import('../adapters/iot-publisher.ts');
      return iotPublisher();
    });
    const load: CommandStore['load'] = async (commandId) => (await commands()).load(commandId);
    const save: CommandStore['save'] = async (command) => (await commands()).save(command);
    const publish: DevicePublisher['publish'] = async (publication) => (await broker()).publish(publication);
    const guarded = writes({ save, publish });
    const store = { ...reads({ load }), save: guarded.save };
    const request = handleRequest({ now: clock, counts, deriveCommandId, store, publisher: guarded });
    return (event: SQSEvent): Promise<SQSBatchResponse> =>
      processMessages(event, { concurrency, log, counts, message: ({ body }, child) => request(body, child) });
  },
});
